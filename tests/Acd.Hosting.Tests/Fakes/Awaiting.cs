namespace Acd.Hosting.Tests;

/// <summary>Waits of tests: never for a time, always for something that has a name.</summary>
internal static class Awaiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Waits for what must come soon.</summary>
    public static async Task<T> Soon<T>(this Task<T> task, string what)
    {
        await ((Task)task).Soon(what);
        return await task;
    }

    /// <summary>Waits for what must come soon.</summary>
    public static async Task Soon(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"This did not come within {Patience}: {what}.");
        }
    }

    /// <summary>Waits for what must come soon.</summary>
    public static Task<T> Soon<T>(this ValueTask<T> task, string what) => task.AsTask().Soon(what);
}

namespace Acd.Hosting.Tests;

/// <summary>Waits of tests with a timeout and a name for its message.</summary>
internal static class TaskTimeoutExtensions
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Waits for a task that must end soon.</summary>
    public static async Task<T> OrTimeout<T>(this Task<T> task, string what)
    {
        await ((Task)task).OrTimeout(what);
        return await task;
    }

    /// <summary>Waits for a task that must end soon.</summary>
    public static async Task OrTimeout(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Timeout);
        }
        catch (TimeoutException) when (!task.IsCompleted)
        {
            throw new TimeoutException($"This did not come within {Timeout}: {what}.");
        }
    }

    /// <summary>Waits for a task that must end soon.</summary>
    public static Task<T> OrTimeout<T>(this ValueTask<T> task, string what) => task.AsTask().OrTimeout(what);
}

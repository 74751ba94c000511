using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>Waits for what a server or another process does in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="what">What is waited for, for the error's text.</param>
    /// <param name="ask">Answers null as long as it has not happened; a store that does not answer has not either.</param>
    /// <param name="within">How long it may take; 15 s where nothing is said.</param>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? within = null) where T : class
    {
        T? answer = null;
        Exception? last = null;
        await Polling.UntilAsync(IsThereAsync, within ?? Timeout, () => $"{what} did not come. {last}");
        return answer!;

        async Task<bool> IsThereAsync()
        {
            try
            {
                answer = await ask();
            }
            catch (Hosting.StoreUnavailableException exception)
            {
                last = exception;
            }

            return answer is not null;
        }
    }
}

using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>Waits for results of servers and other processes.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Asks until there is a result.</summary>
    /// <param name="what">What is awaited, for the error message.</param>
    /// <param name="ask">Returns null until then; a store that fails counts as null.</param>
    /// <param name="within">How long it may take; 15 s by default.</param>
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

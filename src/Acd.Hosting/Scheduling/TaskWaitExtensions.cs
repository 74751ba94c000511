namespace Acd.Hosting;

/// <summary>Waits that have an end.</summary>
internal static class TaskWaitExtensions
{
    /// <summary>
    /// Waits until a task has ended, however it ends, but not longer than a limit, and not after a cancellation.
    /// </summary>
    public static async Task WaitForCompletionAsync(this Task task, TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(task, DelayAsync(limit, time, enough.Token));
        enough.Cancel();
    }

    /// <summary>
    /// Lets a time pass, or less. A method of its own, because a canceled delay would complete whatever waits for any of several
    /// tasks on the thread pool, and not where the host's work runs.
    /// </summary>
    private static async Task DelayAsync(TimeSpan time, TimeProvider clock, CancellationToken cancel) =>
        await Task.Delay(time, clock, cancel)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}

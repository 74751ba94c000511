namespace Acd.Hosting;

/// <summary>Waits with a limit.</summary>
internal static class TaskWaitExtensions
{
    /// <summary>
    /// Waits until a task has ended, with or without success, until a limit or until a cancellation.
    /// </summary>
    public static async Task WaitForCompletionAsync(this Task task, TimeSpan limit, TimeProvider time, CancellationToken cancel)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(task, DelayAsync(limit, time, ended.Token));
        ended.Cancel();
    }

    /// <summary>
    /// Waits for a time, or less. It is a method of its own, because a canceled delay in WhenAny would continue on the thread
    /// pool and not on the host's scheduler.
    /// </summary>
    private static async Task DelayAsync(TimeSpan time, TimeProvider clock, CancellationToken cancel) =>
        await Task.Delay(time, clock, cancel)
            .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
}

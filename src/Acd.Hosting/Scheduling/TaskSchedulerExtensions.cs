namespace Acd.Hosting;

/// <summary>
/// Work off its caller's thread, on <see cref="EngineHostOptions.Scheduler"/>. All of a host's work runs there, so that a
/// simulation's scheduler decides its order.
/// </summary>
internal static class TaskSchedulerExtensions
{
    /// <summary>Runs work that may block before its first await.</summary>
    public static Task RunAsync(this TaskScheduler scheduler, Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    /// <summary>Runs work that may block before its first await.</summary>
    public static Task<T> RunAsync<T>(this TaskScheduler scheduler, Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    /// <summary>Runs synchronous work.</summary>
    public static Task RunAsync(this TaskScheduler scheduler, Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);

    /// <summary>Cancels off the caller's thread, because a registered callback may block.</summary>
    public static Task CancelAsync(this TaskScheduler scheduler, CancellationTokenSource source) =>
        scheduler.RunAsync(source.Cancel);
}

namespace Acd.Hosting;

/// <summary>
/// Work off its caller's thread: on the thread pool, or wherever <see cref="EngineHostOptions.Scheduler"/> has it run. Nothing
/// of a host runs anywhere else, so that whoever gives the scheduler decides what happens after what.
/// </summary>
internal static class TaskSchedulerExtensions
{
    /// <summary>Runs work that may block before its first await.</summary>
    public static Task RunAsync(this TaskScheduler scheduler, Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    /// <summary>Runs work that may block before its first await.</summary>
    public static Task<T> RunAsync<T>(this TaskScheduler scheduler, Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler).Unwrap();

    /// <summary>Runs work that takes its time.</summary>
    public static Task RunAsync(this TaskScheduler scheduler, Action work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);

    /// <summary>Cancels, where whoever is told of it may block.</summary>
    public static Task CancelAsync(this TaskScheduler scheduler, CancellationTokenSource source) =>
        scheduler.RunAsync(source.Cancel);
}

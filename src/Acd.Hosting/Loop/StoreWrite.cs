namespace Acd.Hosting;

/// <summary>A commit or a renewal of the lease under way. There is one at a time.</summary>
internal sealed class StoreWrite
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskScheduler _scheduler;
    private readonly Task _task;

    private StoreWrite(
        RequestBatch? batch, TimeSpan startedAt, AsyncAutoResetEvent wakeup, TaskScheduler scheduler,
        Func<CancellationToken, ValueTask> write)
    {
        _scheduler = scheduler;
        Batch = batch;
        StartedAt = startedAt;

        // A store may do much work before its first await, or block; the loop applies the next batch meanwhile.
        _task = scheduler.RunAsync(() => write(_cancellation.Token).AsTask());
        _task.ContinueWith(
            static (_, signal) => ((AsyncAutoResetEvent)signal!).Set(), wakeup,
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>The batch that is revealed after it; null for a renewal alone.</summary>
    public RequestBatch? Batch { get; }

    /// <summary>When it started: the lease lasts its duration from then on, or longer.</summary>
    public TimeSpan StartedAt { get; }

    /// <summary>Whether it has ended, with or without success.</summary>
    public bool IsCompleted => _task.IsCompleted;

    /// <summary>Whether it has succeeded.</summary>
    public bool HasSucceeded => _task.IsCompletedSuccessfully;

    /// <summary>Starts the commit of a batch with changes.</summary>
    public static StoreWrite StartCommit(
        IStore store, Lease lease, RequestBatch batch, TimeSpan startedAt, AsyncAutoResetEvent wakeup, TaskScheduler scheduler)
    {
        var changes = batch.Changes!;
        return new(batch, startedAt, wakeup, scheduler, cancel => store.CommitAsync(lease, changes, cancel));
    }

    /// <summary>Starts a renewal, for which a batch without changes may wait.</summary>
    public static StoreWrite StartRenewal(
        IStore store, Lease lease, RequestBatch? batch, TimeSpan startedAt, AsyncAutoResetEvent wakeup,
        TaskScheduler scheduler) =>
        new(batch, startedAt, wakeup, scheduler, cancel => store.RenewAsync(lease, cancel));

    /// <summary>Throws the store's error, if there is one. The write must have ended.</summary>
    public void ThrowIfFailed() => _task.GetAwaiter().GetResult();

    /// <summary>Waits for its end, with or without success, or for a timeout.</summary>
    public Task WaitAsync(TimeSpan timeout, TimeProvider time, CancellationToken cancel) =>
        _task.WaitForCompletionAsync(timeout, time, cancel);

    /// <summary>Cancels the write. It may still succeed; the next load of the documents shows whether it did.</summary>
    public void Abandon()
    {
        _ = _scheduler.CancelAsync(_cancellation);
        _task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}

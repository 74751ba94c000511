namespace Acd.Hosting;

/// <summary>A commit, or a renewal of the lease, that is under way. There is one at a time.</summary>
internal sealed class StoreWrite
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly TaskScheduler _scheduler;
    private readonly Task _task;

    private StoreWrite(
        RequestBatch? batch, TimeSpan startedAt, AsyncAutoResetEvent wakeup, TaskScheduler scheduler, Func<CancellationToken, ValueTask> write)
    {
        _scheduler = scheduler;
        Batch = batch;
        StartedAt = startedAt;

        // A store may do much work before its first await, or block; the loop applies the next batch meanwhile.
        _task = scheduler.RunAsync(() => write(_cancellation.Token).AsTask());
        _task.ContinueWith(
            static (_, bell) => ((AsyncAutoResetEvent)bell!).Set(), wakeup,
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    /// <summary>What is revealed when it has landed, if anything is.</summary>
    public RequestBatch? Batch { get; }

    /// <summary>When it was started: the lease lasts its duration from then on, or longer.</summary>
    public TimeSpan StartedAt { get; }

    /// <summary>Whether it has ended, one way or the other.</summary>
    public bool IsCompleted => _task.IsCompleted;

    /// <summary>Whether it has landed.</summary>
    public bool HasSucceeded => _task.IsCompletedSuccessfully;

    /// <summary>Starts the commit of a batch that has changes.</summary>
    public static StoreWrite StartCommit(
        IStore store, Lease lease, RequestBatch batch, TimeSpan startedAt, AsyncAutoResetEvent wakeup, TaskScheduler scheduler)
    {
        var changes = batch.Changes!;
        return new(batch, startedAt, wakeup, scheduler, cancel => store.CommitAsync(lease, changes, cancel));
    }

    /// <summary>Starts a renewal; a batch without changes may wait for it.</summary>
    public static StoreWrite StartRenewal(
        IStore store, Lease lease, RequestBatch? batch, TimeSpan startedAt, AsyncAutoResetEvent wakeup, TaskScheduler scheduler) =>
        new(batch, startedAt, wakeup, scheduler, cancel => store.RenewAsync(lease, cancel));

    /// <summary>Throws what the store threw, if it did. It must have ended.</summary>
    public void ThrowIfFailed() => _task.GetAwaiter().GetResult();

    /// <summary>Waits for its end, however it ends, or for the caller's patience to end.</summary>
    public Task WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancel) =>
        _task.WaitForCompletionAsync(patience, time, cancel);

    /// <summary>
    /// Tells the store to give it up. Whether it lands all the same shows when the documents are loaded again.
    /// </summary>
    public void Abandon()
    {
        _ = _scheduler.CancelAsync(_cancellation);
        _task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}

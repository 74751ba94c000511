using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The store's calls outside of the batch loop, with timeouts. A call that takes too long is canceled and abandoned, and throws
/// <see cref="StoreUnavailableException"/>, even where the store blocks or ignores the cancellation. Abandoned calls that have
/// not ended may hold threads, so their number is limited.
/// </summary>
internal sealed class TimedStore(IStore store, EngineHostOptions options, TimeProvider time)
{
    /// <summary>How many abandoned calls may not have ended; no more calls are made then.</summary>
    internal const int MaxAbandonedCalls = 64;

    private int _abandonedCalls;

    /// <summary>How long a commit, or another short call, may take.</summary>
    public TimeSpan CommitTimeout => options.GetCommitTimeout(store);

    /// <inheritdoc cref="IStore.TryAcquireAsync"/>
    public Task<Lease?> TryAcquireAsync(CancellationToken cancel) =>
        RunAsync(token => store.TryAcquireAsync(options.Owner, token), CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.RenewAsync"/>
    public Task RenewAsync(Lease lease, TimeSpan limit, CancellationToken cancel) =>
        RunAsync(token => WithResult(store.RenewAsync(lease, token)), limit, cancel);

    /// <inheritdoc cref="IStore.ReleaseAsync"/>
    public Task ReleaseAsync(Lease lease, CancellationToken cancel) =>
        RunAsync(token => WithResult(store.ReleaseAsync(lease, token)), CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.LoadAsync"/>
    public Task<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel) =>
        RunAsync(token => store.LoadAsync(lease, token), options.LoadTimeout, cancel);

    /// <inheritdoc cref="IStore.ReadNamedAsync"/>
    public Task<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel) =>
        RunAsync(token => store.ReadNamedAsync(prefix, token), options.LoadTimeout, cancel);

    /// <inheritdoc cref="IStore.FindNamedAsync"/>
    public Task<NamedDocument?> FindNamedAsync(string name, CancellationToken cancel) =>
        RunAsync(token => store.FindNamedAsync(name, token), CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.OpenMatchingAsync"/>
    public Task<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel) =>
        RunAsync(token => store.OpenMatchingAsync(lease, token), CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.FindContactAsync"/>
    public Task<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel) =>
        RunAsync(token => store.FindContactAsync(contact, token), CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.ReadEventsAsync"/>
    public Task<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel) =>
        RunAsync(token => store.ReadEventsAsync(after, limit, token), CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.SearchAsync"/>
    public Task<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel) =>
        RunAsync(token => store.SearchAsync(search, token), CommitTimeout, cancel);

    private async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, TimeSpan limit, CancellationToken cancel)
    {
        if (Volatile.Read(ref _abandonedCalls) >= MaxAbandonedCalls)
            throw new StoreUnavailableException($"The store has not answered {MaxAbandonedCalls} abandoned calls.");

        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var token = cancellation.Token;
        var task = options.Scheduler.RunAsync(() => call(token).AsTask());
        await task.WaitForCompletionAsync(limit, time, cancel);
        if (task.IsCompleted) return await task;

        Interlocked.Increment(ref _abandonedCalls);
        await options.Scheduler.CancelAsync(cancellation);
        _ = task.ContinueWith(
            ended =>
            {
                // Its exception does not matter any longer; reading it marks it as observed.
                _ = ended.Exception;
                Interlocked.Decrement(ref _abandonedCalls);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        cancel.ThrowIfCancellationRequested();
        throw new StoreUnavailableException($"The store did not answer within {limit}.");
    }

    private static async ValueTask<bool> WithResult(ValueTask call)
    {
        await call;
        return true;
    }
}

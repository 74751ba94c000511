using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The store's calls outside of the batch loop, each with an end: one that takes too long is cancelled, given up and counts as
/// <see cref="StoreUnavailableException"/>, even where the store blocks or does not heed the cancellation. Calls that were given
/// up and have not ended may hold threads; while there are many of them no more are made.
/// </summary>
internal sealed class TimedStore(IStore store, EngineHostOptions options, TimeProvider time)
{
    /// <summary>How many calls may have been given up and not have ended.</summary>
    internal const int MaxAbandonedCalls = 64;

    private int _abandonedCalls;

    /// <inheritdoc cref="IStore.TryAcquireAsync"/>
    public Task<Lease?> TryAcquireAsync(CancellationToken cancel) =>
        RunAsync(giveUp => store.TryAcquireAsync(options.Owner, giveUp), options.CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.RenewAsync"/>
    public Task RenewAsync(Lease lease, TimeSpan limit, CancellationToken cancel) =>
        RunAsync(giveUp => WithResult(store.RenewAsync(lease, giveUp)), limit, cancel);

    /// <inheritdoc cref="IStore.ReleaseAsync"/>
    public Task ReleaseAsync(Lease lease, CancellationToken cancel) =>
        RunAsync(giveUp => WithResult(store.ReleaseAsync(lease, giveUp)), options.CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.LoadAsync"/>
    public Task<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel) =>
        RunAsync(giveUp => store.LoadAsync(lease, giveUp), options.LoadTimeout, cancel);

    /// <inheritdoc cref="IStore.ReadNamedAsync"/>
    public Task<IReadOnlyList<NamedDocument>> ReadNamedAsync(string prefix, CancellationToken cancel) =>
        RunAsync(giveUp => store.ReadNamedAsync(prefix, giveUp), options.LoadTimeout, cancel);

    /// <inheritdoc cref="IStore.OpenMatchingAsync"/>
    public Task<IReferenceMatching> OpenMatchingAsync(Lease lease, CancellationToken cancel) =>
        RunAsync(giveUp => store.OpenMatchingAsync(lease, giveUp), options.CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.FindContactAsync"/>
    public Task<ContactDocument?> FindContactAsync(ContactId contact, CancellationToken cancel) =>
        RunAsync(giveUp => store.FindContactAsync(contact, giveUp), options.CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.ReadEventsAsync"/>
    public Task<EventPage> ReadEventsAsync(long after, int limit, CancellationToken cancel) =>
        RunAsync(giveUp => store.ReadEventsAsync(after, limit, giveUp), options.CommitTimeout, cancel);

    /// <inheritdoc cref="IStore.SearchAsync"/>
    public Task<ContactsReply?> SearchAsync(ListContacts search, CancellationToken cancel) =>
        RunAsync(giveUp => store.SearchAsync(search, giveUp), options.CommitTimeout, cancel);

    private async Task<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> call, TimeSpan limit, CancellationToken cancel)
    {
        if (Volatile.Read(ref _abandonedCalls) >= MaxAbandonedCalls)
            throw new StoreUnavailableException($"The store has not answered {MaxAbandonedCalls} calls that were given up.");

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var token = giveUp.Token;
        var task = options.Scheduler.RunAsync(() => call(token).AsTask());
        await task.WaitForCompletionAsync(limit, time, cancel);
        if (task.IsCompleted) return await task;

        Interlocked.Increment(ref _abandonedCalls);
        await options.Scheduler.CancelAsync(giveUp);
        _ = task.ContinueWith(
            ended =>
            {
                // What it threw does not matter any longer; asking for it marks it as seen.
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

using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Loads an engine from the store, without statistics, and publishes the events that subscribers missed. It renews the lease
/// meanwhile, because a large center may take longer to load than its lease lasts.
/// </summary>
internal sealed class EngineStartup(
    TimedStore store, EventCatchUp missed, EngineHostOptions options, CenterClock clock, TimeProvider time)
{
    private const int PageSize = 4_096;

    /// <summary>The greatest size of the events that are read for the statistics: they are in memory at once.</summary>
    private const long MaxUncountedBytes = 256L * 1024 * 1024;

    /// <summary>Loads the engine, and the open contacts for searches.</summary>
    /// <param name="heldLease">The lease, which is renewed while it loads.</param>
    /// <param name="continues">Whether there may be subscribers from the term before.</param>
    /// <param name="cancel">Cancels the load.</param>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    public async Task<LoadedCenter> RunAsync(HeldLease heldLease, bool continues, CancellationToken cancel)
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var loading = LoadAsync(heldLease.Lease, continues, cancellation.Token);
        try
        {
            while (!loading.IsCompleted && !cancel.IsCancellationRequested)
            {
                var wait = heldLease.RenewAt - clock.Elapsed;
                if (wait > TimeSpan.Zero) await loading.WaitForCompletionAsync(wait, time, cancellation.Token);
                if (loading.IsCompleted) break;
                var startedAt = clock.Elapsed;
                await store.RenewAsync(heldLease.Lease, options.LoadTimeout, cancellation.Token);
                heldLease.MarkRenewed(startedAt);
            }
        }
        finally
        {
            // The load ends before anything else begins: without the lease it must not publish events.
            if (!loading.IsCompleted) await options.Scheduler.CancelAsync(cancellation);
            await Task.WhenAny(loading);
        }

        return await loading;
    }

    private async Task<LoadedCenter> LoadAsync(Lease lease, bool continues, CancellationToken cancel)
    {
        // These are read first: LoadAsync proves that the lease held until after they were read.
        var returns = await store.ReadNamedAsync(NamedDocument.ReturnPrefix, cancel);
        var settings = await store.ReadNamedAsync(NamedDocument.SettingPrefix, cancel);
        var requests = await store.ReadNamedAsync(NamedDocument.RequestPrefix, cancel);
        var head = await store.ReadNamedAsync(NamedDocument.StatisticsHead, cancel);
        var running = await store.ReadNamedAsync(NamedDocument.CenterPrefix, cancel);
        var loaded = await store.LoadAsync(lease, cancel);
        var documents = loaded with { Named = [.. returns, .. settings, .. requests, .. head, .. running] };
        var uncounted = await ReadUncountedAsync(documents, cancel);
        var matching = options.Matching == MatchingKind.Zinter ? await store.OpenMatchingAsync(lease, cancel) : null;
        var engine = Engine.Load(
            documents with { UncountedEvents = uncounted }, clock.Now, options.BoardsEvery, matching, boardsLater: true);
        await missed.PublishAsync(documents.LastSequence, continues, cancel);
        return new(
            engine, new CommittedContacts(documents.Contacts, documents.LastSequence), OutageDetector.LastServed(running));
    }

    /// <summary>
    /// The events that the statistics' documents do not count; none where some are no longer kept, or where they are too large.
    /// </summary>
    private async Task<IReadOnlyList<CenterEvent>> ReadUncountedAsync(CenterDocuments documents, CancellationToken cancel)
    {
        var (events, bytes) = (new List<CenterEvent>(), 0L);
        for (var last = documents.StatisticsSequence; last < documents.LastSequence; last = events[^1].Sequence)
        {
            var page = await store.ReadEventsAsync(last, PageSize, cancel);
            bytes += page.Bytes;
            if (page.FirstKept > last + 1 || page.Events.Count == 0 || bytes > MaxUncountedBytes) return [];
            events.AddRange(page.Events);
        }

        return events;
    }
}

/// <summary>A loaded center.</summary>
/// <param name="Engine">Its engine.</param>
/// <param name="Contacts">Its open contacts, for searches.</param>
/// <param name="LastServed">When it last served. Null if the store does not tell.</param>
internal sealed record LoadedCenter(Engine Engine, CommittedContacts Contacts, Timestamp? LastServed);

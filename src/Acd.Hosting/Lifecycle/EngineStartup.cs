using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Makes an engine of what the store has, all but the boards, and tells subscribers what they missed. The lease is renewed
/// meanwhile: a large center may take longer to load than its lease lasts, and no two hosts shall take it from each other before
/// either has served.
/// </summary>
internal sealed class EngineStartup(
    TimedStore store, EventCatchUp missed, EngineHostOptions options, CenterClock clock, TimeProvider time)
{
    private const int PageSize = 4_096;

    /// <summary>Loads the engine, and the open contacts for searches.</summary>
    /// <param name="tenure">The lease, renewed as long as it takes.</param>
    /// <param name="continues">Whether subscribers have been here all the time.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    public async Task<(Engine, CommittedContacts)> RunAsync(HeldLease tenure, bool continues, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var loading = LoadAsync(tenure.Lease, continues, giveUp.Token);
        try
        {
            while (!loading.IsCompleted && !cancel.IsCancellationRequested)
            {
                var wait = tenure.RenewAt - clock.Elapsed;
                if (wait > TimeSpan.Zero) await loading.WaitForCompletionAsync(wait, time, giveUp.Token);
                if (loading.IsCompleted) break;
                var startedAt = clock.Elapsed;
                await store.RenewAsync(tenure.Lease, options.LoadTimeout, giveUp.Token);
                tenure.MarkRenewed(startedAt);
            }
        }
        finally
        {
            // Where the lease is lost the loading ends before anything else begins: it must not tell subscribers anything later.
            if (!loading.IsCompleted) await options.Scheduler.CancelAsync(giveUp);
            await Task.WhenAny(loading);
        }

        return await loading;
    }

    private async Task<(Engine, CommittedContacts)> LoadAsync(Lease lease, bool continues, CancellationToken cancel)
    {
        // Read before the others: whoever has loaded those has owned the store up to then.
        var returns = await store.ReadNamedAsync(NamedDocument.ReturnPrefix, cancel);
        var head = await store.ReadNamedAsync(NamedDocument.StatisticsHead, cancel);
        var loaded = await store.LoadAsync(lease, cancel);
        var documents = loaded with { Named = [.. returns, .. head] };
        var uncounted = await ReadUncountedAsync(documents, cancel);
        var matching = options.Matching == MatchingKind.Zinter ? await store.OpenMatchingAsync(lease, cancel) : null;
        var engine = Engine.Load(
            documents with { UncountedEvents = uncounted }, clock.Now, options.BoardsEvery, matching, boardsLater: true);
        await missed.PublishAsync(documents.LastSequence, continues, cancel);
        return (engine, new CommittedContacts(documents.Contacts));
    }

    /// <summary>The events that the boards' documents do not count; none where not all of them are kept any longer.</summary>
    private async Task<IReadOnlyList<CenterEvent>> ReadUncountedAsync(CenterDocuments documents, CancellationToken cancel)
    {
        var events = new List<CenterEvent>();
        for (var last = documents.StatisticsSequence; last < documents.LastSequence; last = events[^1].Sequence)
        {
            var page = await store.ReadEventsAsync(last, PageSize, cancel);
            if (page.FirstKept > last + 1 || page.Events.Count == 0) return [];
            events.AddRange(page.Events);
        }

        return events;
    }
}

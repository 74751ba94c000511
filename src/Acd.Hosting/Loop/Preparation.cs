using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Makes an engine of what the store has, and tells subscribers what they missed. The lease is renewed meanwhile: a large center
/// may take longer to load than its lease lasts, and no two hosts shall take it from each other before either has served.
/// </summary>
internal sealed class Preparation(
    TimedStore store, MissedEvents missed, EngineHostOptions options, CenterClock clock, TimeProvider time)
{
    /// <summary>Loads the engine.</summary>
    /// <param name="tenure">The lease, renewed as long as it takes.</param>
    /// <param name="continues">Whether subscribers have been here all the time.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="StoreUnavailableException">The store failed.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over.</exception>
    public async Task<Engine> RunAsync(Tenure tenure, bool continues, CancellationToken cancel)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var loading = LoadAsync(tenure.Lease, continues, giveUp.Token);
        try
        {
            while (!loading.IsCompleted && !cancel.IsCancellationRequested)
            {
                var wait = tenure.RenewAt - clock.Elapsed;
                if (wait > TimeSpan.Zero) await loading.UntilEndedAsync(wait, time, giveUp.Token);
                if (loading.IsCompleted) break;
                var startedAt = clock.Elapsed;
                await store.RenewAsync(tenure.Lease, options.LoadTimeout, giveUp.Token);
                tenure.Renewed(startedAt);
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

    private async Task<Engine> LoadAsync(Lease lease, bool continues, CancellationToken cancel)
    {
        var documents = await store.LoadAsync(lease, cancel);
        var engine = Engine.Load(documents, clock.Now);
        await missed.PublishAsync(documents.LastSequence, continues, cancel);
        return engine;
    }
}

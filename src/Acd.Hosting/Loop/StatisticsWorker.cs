using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Loads an engine's statistics and counts its events in them, beside its loop. Statistics load while the engine serves: they
/// are half of a large center's documents, and only queries of statistics need them.
/// </summary>
/// <param name="engine">The engine. It writes no statistics before it has loaded them.</param>
/// <param name="store">The documents' store.</param>
/// <param name="lease">The right to write.</param>
/// <param name="wakeup">Wakes the loop, which then sees a failure.</param>
/// <param name="options">The scheduler.</param>
internal sealed class StatisticsWorker(
    Engine engine, TimedStore store, Lease lease, AsyncAutoResetEvent wakeup, EngineHostOptions options)
{
    private readonly CancellationTokenSource _cancellation = new();
    private Task? _task;

    /// <summary>Starts to load the statistics; the loop is woken when they are loaded.</summary>
    public void StartLoading() => _task = WakeLoopAfter(options.Scheduler.RunAsync(LoadAsync), TaskContinuationOptions.None);

    /// <summary>Starts to count events, if there are enough and no other work is under way.</summary>
    /// <param name="least">How many are enough.</param>
    /// <exception cref="StoreUnavailableException">The store failed while the statistics were loaded.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over and may have written statistics.</exception>
    /// <exception cref="InvalidOperationException">The statistics' documents contradict each other.</exception>
    public void CountEvents(int least)
    {
        if (_task is { IsCompleted: true } ended)
        {
            _task = null;
            ended.GetAwaiter().GetResult();
        }

        if (_task is null && engine.UncountedEvents >= least)
            _task = WakeLoopAfter(options.Scheduler.RunAsync(engine.UpdateStatistics), TaskContinuationOptions.OnlyOnFaulted);
    }

    /// <summary>Stops loading.</summary>
    public void Cancel() => _ = options.Scheduler.CancelAsync(_cancellation);

    private async Task LoadAsync()
    {
        var documents = await store.ReadNamedAsync(NamedDocument.StatisticsPrefix, _cancellation.Token);

        // A lease that still holds has held all the while, so the documents are of one moment.
        await store.RenewAsync(lease, store.CommitTimeout, _cancellation.Token);
        engine.LoadStatistics(documents);
    }

    private Task WakeLoopAfter(Task task, TaskContinuationOptions when)
    {
        task.ContinueWith(
            static (_, signal) => ((AsyncAutoResetEvent)signal!).Set(), wakeup,
            CancellationToken.None, when | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}

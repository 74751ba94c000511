using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// What is done for an engine's boards beside its loop. They are made while it serves already: their documents are half of what
/// a large center has in its store, and nobody waits for them but who asks for figures. Then its events are counted in them.
/// </summary>
/// <param name="engine">The engine, which writes no documents of boards before it has them.</param>
/// <param name="store">Where the documents are.</param>
/// <param name="lease">The right to write.</param>
/// <param name="wakeup">Wakes the loop, which looks whether anything has failed.</param>
/// <param name="options">How long the store may take.</param>
internal sealed class StatisticsWorker(Engine engine, TimedStore store, Lease lease, AsyncAutoResetEvent wakeup, EngineHostOptions options)
{
    private readonly CancellationTokenSource _cancellation = new();
    private Task? _task;

    /// <summary>Has the boards made; the loop is woken when they are there.</summary>
    public void StartLoading() => _task = WakeLoopAfter(options.Scheduler.RunAsync(LoadAsync), TaskContinuationOptions.None);

    /// <summary>Has events counted, if there are enough and nothing else is under way.</summary>
    /// <param name="least">How many are enough.</param>
    /// <exception cref="StoreUnavailableException">The store failed when the boards were to be made.</exception>
    /// <exception cref="StaleLeaseException">Another owner has taken over, and may have written boards.</exception>
    /// <exception cref="InvalidOperationException">The boards' documents contradict each other.</exception>
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

    /// <summary>Reads no further: nobody needs the boards any longer.</summary>
    public void Cancel() => _ = options.Scheduler.CancelAsync(_cancellation);

    private async Task LoadAsync()
    {
        var documents = await store.ReadNamedAsync(NamedDocument.StatisticsPrefix, _cancellation.Token);

        // Whoever still owns the store now has owned it all the while: the documents are of one moment.
        await store.RenewAsync(lease, options.CommitTimeout, _cancellation.Token);
        engine.LoadStatistics(documents);
    }

    private Task WakeLoopAfter(Task task, TaskContinuationOptions when)
    {
        task.ContinueWith(
            static (_, bell) => ((AsyncAutoResetEvent)bell!).Set(), wakeup,
            CancellationToken.None, when | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}

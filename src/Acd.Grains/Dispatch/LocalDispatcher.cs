using System.Diagnostics.Metrics;
using Acd.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Grains;

/// <summary>
/// The dispatcher of this silo, while there is one. When the silo is told to stop, the dispatcher leaves before anything else
/// stops: it finishes its requests, gives the lease up, and is made at once on another silo.
/// </summary>
internal sealed class LocalDispatcher(
    IClusterMembershipService members, ILocalSiloDetails self, TimeProvider time, ILogger<LocalDispatcher> log)
    : IHostedLifecycleService, ILocalCenter, IDisposable
{
    /// <summary>How long a move may take; past it the dispatcher ends with the silo.</summary>
    private static readonly TimeSpan MoveTimeout = TimeSpan.FromSeconds(3);

    private readonly Meter _meter = new(AcdSiloBuilderExtensions.MeterName);
    private volatile DispatcherGrain? _dispatcher;

    /// <summary>The host of the dispatcher on this silo; null unless it serves and stays.</summary>
    public EngineHost? ActiveHost => _dispatcher?.ActiveHost;

    /// <summary>Its events; null unless it serves and stays.</summary>
    public EventSource? ActiveEvents => _dispatcher?.ActiveEvents;

    /// <summary>A dispatcher was made on this silo.</summary>
    public void Register(DispatcherGrain dispatcher) => _dispatcher = dispatcher;

    /// <summary>A dispatcher ends on this silo.</summary>
    public void Unregister(DispatcherGrain dispatcher) => Interlocked.CompareExchange(ref _dispatcher, null, dispatcher);

    /// <summary>The cluster does not count this silo any longer: the dispatcher ends here, and its lease is given up.</summary>
    public async Task AbandonAsync()
    {
        if (_dispatcher is { } dispatcher) await dispatcher.EndAsync("The silo was declared dead.").WaitAsync(MoveTimeout, time);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A stop that was cut short leaves no time for a move.
        if (cancellationToken.IsCancellationRequested) return;
        if (_dispatcher is not { } dispatcher || ChooseSuccessor() is not { } successor) return;
        try
        {
            await dispatcher.MigrateAsync(successor).WaitAsync(MoveTimeout, time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            log.DidNotLeave(MoveTimeout);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meter.CreateObservableGauge(
            "acd.dispatchers", () => _dispatcher is null ? 0 : 1, "{dispatcher}", "Dispatchers on this silo.");
        return Task.CompletedTask;
    }

    public void Dispose() => _meter.Dispose();

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// The youngest other silo, so that the dispatcher moves the fewest times while silos are replaced one by one.
    /// </summary>
    private SiloAddress? ChooseSuccessor() => members.CurrentSnapshot.Members.Values
        .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(self.SiloAddress))
        .Select(member => member.SiloAddress)
        .MaxBy(silo => silo.Generation);
}

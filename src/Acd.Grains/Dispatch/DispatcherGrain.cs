using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime.Placement;

namespace Acd.Grains;

/// <summary>Opens the center's store. Each dispatcher has a store of its own, with its own lease.</summary>
/// <param name="hasEnded">Tells whether the owner of a lease has ended.</param>
public delegate IStore DispatcherStoreFactory(LeaseOwnerProbe hasEnded);

/// <summary>
/// The address and the lifetime of an <see cref="EngineHost"/> in the cluster. The lease decides whether it may write. A
/// dispatcher that has lost the lease to another one deactivates, so that callers find the other.
/// </summary>
[Reentrant, KeepAlive]
internal sealed class DispatcherGrain(
    DispatcherStoreFactory open, LeaseOwnerProbe hasEnded, IOptionsFactory<EngineHostOptions> options, ClusterNames names,
    LocalDispatcher local, ILocalSiloDetails silo, CenterFailure failure, IHostApplicationLifetime application,
    TimeProvider time, ILogger<EngineHost> hostLog, ILogger<DispatcherGrain> log) : Grain, IDispatcherGrain
{
    // A lease that was not given up lasts 1.5 s; callers wait so long rather than being refused.
    private static readonly TimeSpan TakeoverTimeout = TimeSpan.FromSeconds(2.5);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _active = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IStore? _store;
    private EngineHost? _host;
    private EventSource? _events;
    private bool _wasActive;
    private volatile bool _leaving;
    private Task? _stopping;

    /// <summary>
    /// The host, as long as it serves and stays on this silo. Before and after that requests wait at the grain for the next
    /// dispatcher. Any thread may read it.
    /// </summary>
    public EngineHost? ActiveHost => !_leaving && _host is { Status: CenterStatus.Active } host ? host : null;

    /// <summary>The host's events, under the same conditions as <see cref="ActiveHost"/>.</summary>
    public EventSource? ActiveEvents => ActiveHost is null ? null : _events;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != names.Center)
            throw new ArgumentException($"This cluster's center is {names.Center}, not {this.GetPrimaryKeyString()}.");
        try
        {
            _store = open(hasEnded);
            _host = new EngineHost(_store, CreateHostOptions(), time, hostLog);
            _events = new EventSource(_host, Guid.NewGuid(), time);
            _host.StatusChanged += OnStatusChanged;
            failure.Watch(_host, application.StopApplication);
            local.Register(this);
            _ = StopWhenDeactivatedAsync(GrainContext.Deactivated);
            await _host.StartAsync(cancellationToken);
            await Task.WhenAny(_active.Task, Task.Delay(TakeoverTimeout, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch
        {
            // Orleans forgets a grain whose activation fails. Its host would go on without it, and keep the lease.
            await StopAsync();
            throw;
        }

        log.Activated(this.GetPrimaryKeyString(), RuntimeIdentity, _host.Status);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        log.Deactivating(this.GetPrimaryKeyString(), RuntimeIdentity, reason.ReasonCode);
        await StopAsync();
    }

    public ValueTask<Reply> SendAsync(Request request) => _host!.SendAsync(request);

    public ValueTask<EventBatch> FollowAsync(Guid reader, long? after) => _events!.FollowAsync(after);

    public ValueTask<EventBatch> WatchAsync(Guid known) => _events!.WatchAsync(known);

    public ValueTask<EventBatch> ReadAsync(long after, int limit) => _events!.ReadAsync(after, Math.Clamp(limit, 1, 1_000));

    /// <summary>Moves to another silo. Any thread may call it.</summary>
    /// <returns>Ends when it has left this silo.</returns>
    public Task MigrateAsync(SiloAddress successor)
    {
        _leaving = true;

        // Readers that wait for events would hold the grain here for as long as they wait.
        _events?.StopWaiting();
        GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = successor });
        return GrainContext.Deactivated;
    }

    /// <summary>Ends here and names no successor. Any thread may call it.</summary>
    /// <returns>Ends when the lease is given up.</returns>
    public Task EndAsync(string reason)
    {
        _leaving = true;
        _events?.StopWaiting();
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, reason));
        return _stopped.Task;
    }

    /// <summary>Finishes what was taken in, and gives the lease up; once, however often it is called.</summary>
    private Task StopAsync()
    {
        lock (_gate) return _stopping ??= StopPartsAsync();
    }

    private async Task StopPartsAsync()
    {
        _leaving = true;
        local.Unregister(this);
        if (_host is not null) await _host.DisposeAsync();
        _events?.StopWaiting();
        if (_store is not null) await _store.DisposeAsync();
        _stopped.TrySetResult();
    }

    /// <summary>A grain that is told to end while it is being activated is not asked to deactivate itself.</summary>
    private Task StopWhenDeactivatedAsync(Task deactivated) => Task.Run(async () =>
    {
        await deactivated;
        await StopAsync();
    });

    private EngineHostOptions CreateHostOptions()
    {
        var own = options.Create(Microsoft.Extensions.Options.Options.DefaultName);
        own.Owner = LeaseOwnerName.Create(silo.SiloAddress);
        return own;
    }

    /// <summary>Asks for the end of this activation, and does no more: it runs on the host's loop.</summary>
    private void OnStatusChanged(CenterStatus status)
    {
        if (status == CenterStatus.Active)
        {
            _wasActive = true;
            _active.TrySetResult();
        }
        else if (status == CenterStatus.Stopped || (status == CenterStatus.Standby && _wasActive))
        {
            GrainContext.Deactivate(new DeactivationReason(
                DeactivationReasonCode.ApplicationRequested, "Another dispatcher owns the engine, or this one gave up."));
        }
    }
}

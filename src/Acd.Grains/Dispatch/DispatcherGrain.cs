using Acd.Core;
using Acd.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime.Placement;

namespace Acd.Grains;

/// <summary>Opens the center's store; each dispatcher has one of its own, for a lease belongs to whoever took it.</summary>
/// <param name="hasEnded">Tells whether a dispatcher that has the lease has ended.</param>
public delegate IStore DispatcherStoreFactory(LeaseOwnerProbe hasEnded);

/// <summary>
/// A mailbox and a lifetime for an <see cref="EngineHost"/>. The lease decides whether it writes; a dispatcher that lost it to
/// another one goes away, so that callers find the other.
/// </summary>
[Reentrant, KeepAlive]
internal sealed class DispatcherGrain(
    DispatcherStoreFactory open, LeaseOwnerProbe hasEnded, IOptionsFactory<EngineHostOptions> options, ClusterNames names,
    LocalDispatcher here, ILocalSiloDetails silo, TimeProvider time, ILogger<EngineHost> hostLog,
    ILogger<DispatcherGrain> log) : Grain, IDispatcherGrain
{
    // A lease that nobody gave up lasts 1.5 s: callers had better wait so long than be refused.
    private static readonly TimeSpan TakeoverTimeout = TimeSpan.FromSeconds(2.5);

    private readonly TaskCompletionSource _active = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IStore? _store;
    private EngineHost? _host;
    private EventReaderRegistry? _readers;
    private bool _wasActive;
    private volatile bool _leaving;

    /// <summary>
    /// The host, as long as it serves and stays on this silo. Before and after that requests wait at the grain for the next
    /// dispatcher. Any thread may read it.
    /// </summary>
    public EngineHost? ActiveHost => !_leaving && _host is { Status: CenterStatus.Active } host ? host : null;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (this.GetPrimaryKeyString() != names.Center)
            throw new ArgumentException($"This cluster's center is {names.Center}, not {this.GetPrimaryKeyString()}.");
        _store = open(hasEnded);
        _host = new EngineHost(_store, CreateHostOptions(), time, hostLog);
        _readers = new EventReaderRegistry(_host, Guid.NewGuid(), time);
        _host.StatusChanged += OnStatusChanged;
        here.Register(this);
        await _host.StartAsync(cancellationToken);
        await Task.WhenAny(_active.Task, Task.Delay(TakeoverTimeout, time, cancellationToken));
        log.Activated(this.GetPrimaryKeyString(), RuntimeIdentity, _host.Status);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leaving = true;
        log.Deactivating(this.GetPrimaryKeyString(), RuntimeIdentity, reason.ReasonCode);
        here.Unregister(this);
        if (_host is not null) await _host.DisposeAsync();
        if (_readers is not null) await _readers.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
    }

    public ValueTask<Reply> SendAsync(Request request) => _host!.SendAsync(request);

    public ValueTask<EventBatch> FollowAsync(Guid reader, long? after) => _readers!.FollowAsync(reader, after);

    public ValueTask<EventBatch> WatchAsync(Guid known) => _readers!.WatchAsync(known);

    public ValueTask<EventBatch> ReadAsync(long after, int limit) => _readers!.ReadAsync(after, Math.Clamp(limit, 1, 1_000));

    private EngineHostOptions CreateHostOptions()
    {
        var own = options.Create(Microsoft.Extensions.Options.Options.DefaultName);
        own.Owner = LeaseOwnerName.Create(silo.SiloAddress);
        return own;
    }

    /// <summary>Goes to another silo, and comes back when it has left this one. It may be called from anywhere.</summary>
    public Task MigrateAsync(SiloAddress successor)
    {
        _leaving = true;

        // Readers that wait for events would hold the grain here for as long as they wait.
        _readers?.StopWaiting();
        GrainContext.Migrate(new Dictionary<string, object> { [IPlacementDirector.PlacementHintKey] = successor });
        return GrainContext.Deactivated;
    }

    /// <summary>On the loop's thread: it may only say that this activation is to end.</summary>
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

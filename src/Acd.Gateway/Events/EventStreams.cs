using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>The event streams that are open, and what they share.</summary>
internal sealed class EventStreamRegistry(IOptions<GatewayOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private int _openCount;

    /// <summary>How many are open.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    public SseFrameCache Frames { get; } = new();

    public TimeProvider Clock => clock;

    /// <summary>After how long a silence a stream says that it is still there.</summary>
    public TimeSpan HeartbeatInterval => options.Value.StreamHeartbeat;

    /// <summary>Ends every stream when the gateway stops, which would wait for them otherwise.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Takes one of the places that there are for streams.</summary>
    public bool TryAcquire()
    {
        if (Interlocked.Increment(ref _openCount) <= options.Value.MaxStreams)
            return true;
        Release();
        return false;
    }

    public void Release() => Interlocked.Decrement(ref _openCount);
}

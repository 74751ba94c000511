using Microsoft.Extensions.Options;

namespace Acd.Gateway;

/// <summary>The event streams that are open, and what they share.</summary>
internal sealed class EventStreams(IOptions<GatewayOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private int _open;

    /// <summary>How many are open.</summary>
    public int Open => Volatile.Read(ref _open);

    public EventFrames Frames { get; } = new();

    public TimeProvider Clock => clock;

    /// <summary>After how long a silence a stream says that it is still there.</summary>
    public TimeSpan Heartbeat => options.Value.StreamHeartbeat;

    /// <summary>Ends every stream when the gateway stops, which would wait for them otherwise.</summary>
    public CancellationToken Stopping => lifetime.ApplicationStopping;

    /// <summary>Takes one of the places that there are for streams.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _open) <= options.Value.MaxStreams)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _open);
}

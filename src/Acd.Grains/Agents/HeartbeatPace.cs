using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// How often the engine must hear of an agent whose devices send heartbeats. The settings are read once for all agents of the
/// silo, and only while devices send heartbeats.
/// </summary>
internal sealed class HeartbeatPace(ClusterContactCenter center, TimeProvider time)
{
    // The least timeout is 1 s: settings that are so old cannot make a heartbeat come too late.
    private static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(250);

    private readonly Lock _gate = new();
    private Task<TimeSpan>? _interval;
    private long _readAt;

    /// <summary>A third of the heartbeat timeout, so that one lost call ends no session; zero while it is unknown.</summary>
    public Task<TimeSpan> GetIntervalAsync()
    {
        lock (_gate)
        {
            if (_interval is { } known && time.GetElapsedTime(_readAt) < MaxAge) return known;
            _readAt = time.GetTimestamp();

            // Not on the grain's own scheduler, as other grains wait for it too.
            return _interval = Task.Run(ReadAsync);
        }
    }

    private async Task<TimeSpan> ReadAsync() =>
        await center.SendAsync(new GetGeneralSettings()) is GeneralSettingsReply reply
            ? reply.Options.HeartbeatTimeout / 3
            : TimeSpan.Zero;
}

using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The center's time: the wall clock, but never backwards and never standing still. Where the wall clock is set back, the
/// center's goes on from where it was at the pace of the monotonic clock, because a clock that waited for the wall's would hold
/// up every deadline.
/// </summary>
/// <param name="time">Where both clocks come from.</param>
internal sealed class CenterClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private long _ahead = long.MinValue;

    /// <summary>
    /// The monotonic time since this clock was made, which no change of the wall clock touches. Any thread may ask.
    /// </summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_origin);

    /// <summary>The center's time. One thread at a time may ask.</summary>
    public Timestamp Now
    {
        get
        {
            // The wall is read first: a pause between the two readings then makes it seem late, which is harmless, and never
            // early, which would stay for good.
            var wall = time.GetUtcNow().Ticks - DateTimeOffset.UnixEpoch.Ticks;
            var elapsed = Elapsed.Ticks;
            _ahead = Math.Max(_ahead, wall - elapsed);
            return new Timestamp((_ahead + elapsed) / TimeSpan.TicksPerMillisecond);
        }
    }
}

using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The center's time: the wall clock, but never backwards and never standing still. When the wall clock is set back, the
/// center's goes on at the pace of the monotonic clock; waiting for the wall clock would delay every deadline.
/// </summary>
/// <param name="time">The source of both clocks.</param>
internal sealed class CenterClock(TimeProvider time)
{
    private readonly long _origin = time.GetTimestamp();
    private long _ahead = long.MinValue;

    /// <summary>
    /// The monotonic time since this clock was created. Any thread may ask.
    /// </summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_origin);

    /// <summary>The center's time. One thread at a time may ask.</summary>
    public Timestamp Now
    {
        get
        {
            // The wall clock is read first: a pause between the two readings then makes it seem late, which is harmless.
            // It must never seem early, because that would stay.
            var wall = time.GetUtcNow().Ticks - DateTimeOffset.UnixEpoch.Ticks;
            var elapsed = Elapsed.Ticks;
            _ahead = Math.Max(_ahead, wall - elapsed);
            return new Timestamp((_ahead + elapsed) / TimeSpan.TicksPerMillisecond);
        }
    }
}

namespace Acd.Hosting;

/// <summary>
/// A lease and how long it is certainly ours: it lasts its duration from the start of the last renewal that succeeded.
/// </summary>
/// <param name="lease">The lease.</param>
/// <param name="clock">The monotonic clock.</param>
/// <param name="from">When taking it was started.</param>
internal sealed class HeldLease(Lease lease, CenterClock clock, TimeSpan from)
{
    private TimeSpan _validFrom = from;

    /// <summary>The lease.</summary>
    public Lease Lease { get; } = lease;

    /// <summary>When to renew it: a third of its duration after the last time, so that two more tries fit.</summary>
    public TimeSpan RenewAt => _validFrom + (Lease.Duration / 3);

    /// <summary>
    /// Whether nobody else can have it. A quarter of its duration is kept as a margin for clocks that do not run at the same
    /// pace.
    /// </summary>
    public bool IsCertainlyHeld => clock.Elapsed - _validFrom < Lease.Duration * 3 / 4;

    /// <summary>A renewal, or a commit, has succeeded.</summary>
    /// <param name="startedAt">When it was started.</param>
    public void MarkRenewed(TimeSpan startedAt) => _validFrom = startedAt > _validFrom ? startedAt : _validFrom;
}

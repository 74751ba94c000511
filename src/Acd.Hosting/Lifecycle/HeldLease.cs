namespace Acd.Hosting;

/// <summary>
/// A lease and how long it is certainly held: it lasts its duration from the start of the last successful renewal.
/// </summary>
/// <param name="lease">The lease.</param>
/// <param name="clock">The monotonic clock.</param>
/// <param name="from">When its acquisition started, by the clock.</param>
internal sealed class HeldLease(Lease lease, CenterClock clock, TimeSpan from)
{
    private TimeSpan _validFrom = from;

    /// <summary>The lease.</summary>
    public Lease Lease { get; } = lease;

    /// <summary>When to renew it: a third of its duration after the last renewal, so that two more tries fit.</summary>
    public TimeSpan RenewAt => _validFrom + (Lease.Duration / 3);

    /// <summary>
    /// Whether no other owner can have it. A quarter of its duration is a margin for clocks that run at another pace.
    /// </summary>
    public bool IsCertainlyHeld => clock.Elapsed - _validFrom < Lease.Duration * 3 / 4;

    /// <summary>Records a renewal or a commit that succeeded.</summary>
    /// <param name="startedAt">When it started, by the clock.</param>
    public void MarkRenewed(TimeSpan startedAt) => _validFrom = startedAt > _validFrom ? startedAt : _validFrom;
}

using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// The kind of a deadline. Of two deadlines at one time the earlier kind runs first, as in the table of
/// <c>docs/reference/rules.md</c>.
/// </summary>
internal enum DeadlineKind
{
    OfferTimeout,
    WrapUpEnd,
    CooldownEnd,
    PlanStep,
    WaitExpiry,
    PreferenceExpiry,
    CallbackRetry,
    CallbackExpiry,
    HeartbeatTimeout,
    EndOfGrace,
    RoomKeepingEnd,
    ContactRelease,
    ParkEnd,
    PauseEnd,
    AgentWrapUpEnd,
}

/// <summary>A deadline: work that is due at a time.</summary>
internal sealed class Deadline(DeadlineKind kind, Timestamp due, long number, object subject) : HeapNode
{
    /// <summary>The bits from this position hold the kind, one of at most 128. Sequence numbers stay far below.</summary>
    private const int KindShift = 56;

    public DeadlineKind Kind { get; } = kind;

    public Timestamp Due { get; } = due;

    /// <summary>The offer, contact or agent.</summary>
    public object Subject { get; } = subject;

    /// <summary>
    /// The order by due time, kind and number. All three are in the documents, so the order survives a reload.
    /// </summary>
    public HeapKey Key { get; } = new(due.Milliseconds, ((long)kind << KindShift) | number);
}

/// <summary>The scheduled deadlines.</summary>
internal sealed class DeadlineQueue
{
    private IndexedHeap<Deadline> _heap = new();

    /// <summary>The due time of the next deadline, if any.</summary>
    public Timestamp? Next => _heap.Count == 0 ? null : _heap.First.Due;

    public Deadline Arm(DeadlineKind kind, Timestamp due, long number, object subject)
    {
        var deadline = new Deadline(kind, due, number, subject);
        _heap.Add(deadline, deadline.Key);
        return deadline;
    }

    public void Disarm(Deadline? deadline)
    {
        if (deadline is { InHeap: true }) _heap.Remove(deadline);
    }

    /// <summary>Removes and returns the next deadline that is due, if any.</summary>
    public Deadline? TakeDue(Timestamp now)
    {
        if (_heap.Count == 0 || _heap.First.Due > now) return null;
        var deadline = _heap.First;
        _heap.Remove(deadline);
        return deadline;
    }
}

/// <summary>The deadlines of a contact while it is queued.</summary>
internal sealed class WaitDeadlines
{
    /// <summary>The next step of its plan.</summary>
    public Deadline? NextStep { get; set; }

    /// <summary>The end of its allowed time in the queue.</summary>
    public Deadline? End { get; set; }

    /// <summary>The next callback attempt.</summary>
    public Deadline? NextAttempt { get; set; }

    /// <summary>The end of the callback.</summary>
    public Deadline? CallbackExpiry { get; set; }

    /// <summary>The end of the grace after which it leaves because it is unstaffed.</summary>
    public Deadline? EndOfGrace { get; set; }
}

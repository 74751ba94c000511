using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// What a deadline is about. Of two that are due at once the earlier kind goes first: the order is that of the rules' table.
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
}

/// <summary>Something that is due at a moment.</summary>
internal sealed class Deadline(DeadlineKind kind, Timestamp due, long number, object subject) : HeapNode
{
    /// <summary>Numbers are far below 2 to the power of this; above it a positive number has room for 128 kinds.</summary>
    private const int KindShift = 56;

    public DeadlineKind Kind { get; } = kind;

    public Timestamp Due { get; } = due;

    /// <summary>The offer, contact or agent it is about.</summary>
    public object Subject { get; } = subject;

    /// <summary>
    /// By due time, then kind, then number: all of it stands in the documents, so that a reload changes nothing.
    /// </summary>
    public HeapKey Key { get; } = new(due.Milliseconds, ((long)kind << KindShift) | number);
}

/// <summary>Everything that is due at some moment.</summary>
internal sealed class DeadlineQueue
{
    private IndexedHeap<Deadline> _heap = new();

    /// <summary>The moment of the next one, if there is one.</summary>
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

    /// <summary>Takes the next one that is due, if one is.</summary>
    public Deadline? TakeDue(Timestamp now)
    {
        if (_heap.Count == 0 || _heap.First.Due > now) return null;
        var deadline = _heap.First;
        _heap.Remove(deadline);
        return deadline;
    }
}

/// <summary>What is due for a contact while it is queued; none of it outlasts that.</summary>
internal sealed class WaitDeadlines
{
    /// <summary>The next step of its plan.</summary>
    public Deadline? NextStep { get; set; }

    /// <summary>The end of the time that it may wait in its queue.</summary>
    public Deadline? End { get; set; }

    /// <summary>A callback's next attempt.</summary>
    public Deadline? NextAttempt { get; set; }

    /// <summary>When it is given up as a callback.</summary>
    public Deadline? CallbackExpiry { get; set; }
}

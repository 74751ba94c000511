using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>A contact that is open or has just closed. While it waits for an offer it is a node of its line's heap.</summary>
internal sealed class Contact(ContactId id, long sequence, ChannelId channel) : HeapNode
{
    /// <summary>The order of a line: by rank, then by sequence.</summary>
    public static readonly Comparer<Contact> ByRank =
        Comparer<Contact>.Create((left, right) => left.Key.CompareTo(right.Key));

    private ContactDocument? _document;

    public ContactId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public ChannelId Channel { get; } = channel;

    public required WaitingLine Line { get; set; }

    public QueueId Queue => Line.Key.Queue;

    /// <summary>The gate by which it entered its queue, if any.</summary>
    public GateId? Gate { get; set; }

    /// <summary>The skills that an agent must have: its own requirements and its gate's.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; set; }

    /// <summary>Its own requirements. The same list as <see cref="Requirements"/> if its gate adds nothing.</summary>
    public IReadOnlyList<Requirement> Asked { get => field ?? Requirements; set; }

    public ContactState State { get; set; }

    public int Priority { get; set; }

    public Timestamp EnteredAt { get; set; }

    public Timestamp Rank { get; set; }

    public Timestamp WaitingSince { get; set; }

    /// <summary>When it entered its current queue or was put back in line there. Null before the first queue.</summary>
    public Timestamp? InQueueSince { get; set; }

    public string? CallerId { get; init; }

    /// <summary>The caller's number in one spelling, if it is not <see cref="CallerId"/>.</summary>
    public string? Caller { get; init; }

    /// <summary>Its preferred agent, also after the preference has ended.</summary>
    public AgentId? PreferredAgent { get; set; }

    /// <summary>The end of its preference.</summary>
    public Timestamp? PreferredUntil { get; set; }

    /// <summary>The deadline of its preference's end, scheduled while it waits.</summary>
    public Deadline? PreferenceEnd { get; set; }

    /// <summary>The agent that it waits for instead of waiting in its line.</summary>
    public Agent? ReservedFor { get; set; }

    /// <summary>Its own plan. Null for its queue's plan.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>The waiting time up to which its plan steps have run.</summary>
    public TimeSpan? PlanDone { get; set; }

    /// <summary>Whether it has expired in its current queue.</summary>
    public bool Expired { get; set; }

    public CallbackDocument? Callback { get; set; }

    /// <summary>Its deadlines while it is queued. Null until the first one.</summary>
    public WaitDeadlines? WaitDeadlines { get; set; }

    /// <summary>The queue in which it takes one of the limited places, if any.</summary>
    public QueueState? CountedIn { get; set; }

    /// <summary>The line among whose ringing contacts it counts, if any.</summary>
    public WaitingLine? RingsIn { get; set; }

    /// <summary>Its index among them.</summary>
    public int RingingIndex { get; set; }

    public int Events { get; set; }

    public string? Attributes { get; set; }

    /// <summary>The pending offers, or the accepted one.</summary>
    public List<Offer> Offers { get; } = new(1);

    /// <summary>The offers that ended, by age.</summary>
    public List<OfferDocument>? PastOffers { get; set; }

    /// <summary>The agents it is not offered to for a while, by the start of the cooldown.</summary>
    public List<(Agent Agent, Timestamp Until, Timestamp? FirmUntil)>? Cooldowns { get; set; }

    public Deadline? CooldownEnd { get; set; }

    /// <summary>Until when it is not offered to any agent in cooldown.</summary>
    public Timestamp? PausedUntil { get; set; }

    public Deadline? PauseEnd { get; set; }

    /// <summary>Whether it waits unservable, and that was reported.</summary>
    public bool ToldUnservable { get; set; }

    /// <summary>The room that was kept for it in this stay in line, if any was.</summary>
    public KeptRoom? Room { get; set; }

    /// <summary>The agent that keeps room for it, if one does.</summary>
    public Agent? RoomKeeper => Room?.Keeper;

    /// <summary>
    /// Since when it waits unstaffed in a queue with <see cref="QueueSettings.LeaveWhenEmpty"/>, until that has acted.
    /// </summary>
    public Timestamp? UnstaffedSince { get; set; }

    /// <summary>Whether that action has acted on it since it is unstaffed.</summary>
    public bool LeftEmpty { get; set; }

    /// <summary>The offers that agents declined or missed in this stay in its queue.</summary>
    public int Refusals { get; set; }

    /// <summary>Whether the queue's action for that has acted in this stay.</summary>
    public bool MetWhenRefused { get; set; }

    /// <summary>The agent that serves it, or served it last.</summary>
    public AgentId? AgentId { get; set; }

    public Timestamp? ConnectedAt { get; set; }

    public Timestamp? HeldSince { get; set; }

    public TimeSpan Held { get; set; }

    public Timestamp? TalkEndedAt { get; set; }

    public Deadline? WrapUpEnd { get; set; }

    public Timestamp? ClosedAt { get; set; }

    public CloseReason? Reason { get; set; }

    /// <summary>Who hung up, if a hang-up ended the talk or the wait.</summary>
    public Party? EndedBy { get; set; }

    /// <summary>How it ended, in the agent's words: <c>sold</c>, <c>call back later</c>.</summary>
    public string? Disposition { get; set; }

    /// <summary>The agent's note on it.</summary>
    public string? Note { get; set; }

    /// <summary>Why its queue rejected it, if it closed as rejected for a limit.</summary>
    public RejectCause? RejectedFor { get; set; }

    /// <summary>Its release from an agent who is offline, if one is scheduled.</summary>
    public ReleaseDocument? Release { get; set; }

    public Deadline? ReleaseEnd { get; set; }

    /// <summary>How often it was opened again.</summary>
    public int Round { get; init; }

    /// <summary>The fingerprint of the request that enqueued it.</summary>
    public long? Request { get; init; }

    /// <summary>Its parking, if it is parked.</summary>
    public ParkedDocument? Parked { get; set; }

    public Deadline? ParkEnd { get; set; }

    /// <summary>The pending offer by which its agent hands it over to another one, beside <see cref="Offers"/>.</summary>
    public Offer? Handover { get; set; }

    /// <summary>Whether it is queued without being in line: parked, or a callback that waits for its next attempt.</summary>
    public bool IsAway => Parked is not null || Callback?.NotBefore is not null;

    /// <summary>Whether it is in the list of documents to write.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Its key in the line.</summary>
    public HeapKey Key => new(Rank.Milliseconds, Sequence);

    public bool HasCooldowns => Cooldowns is { Count: > 0 };

    /// <summary>The line in which it waits for further agents while it rings. Null if it does not.</summary>
    public WaitingLine? FurtherLine { get; set; }

    /// <summary>Whether it is queued and waits in its line or for its reserved agent.</summary>
    public bool IsInLine => InHeap && FurtherLine is null;

    /// <summary>Whether it waits for an agent: queued, or for further ones while it rings.</summary>
    public bool WaitsForAgent => InHeap;

    public bool IsOfferedTo(Agent agent)
    {
        foreach (var offer in Offers)
            if (offer.Agent == agent) return true;
        return false;
    }

    /// <summary>Its document, cached until it changes or the document is taken.</summary>
    public ContactDocument Document => _document ??= this.ToDocument();

    /// <summary>Its document, not cached any longer, since a written document is short-lived.</summary>
    public ContactDocument TakeDocument()
    {
        var document = Document;
        _document = null;
        return document;
    }

    public void InvalidateDocument() => _document = null;

    public IEnumerable<Agent> AgentsInCooldown => Cooldowns?.Select(cooldown => cooldown.Agent) ?? [];

    public bool HasCooldown(Agent agent)
    {
        if (Cooldowns is null) return false;
        foreach (var cooldown in Cooldowns)
            if (cooldown.Agent == agent) return true;
        return false;
    }

    /// <summary>Whether a cooldown with an agent holds whoever else could serve the contact.</summary>
    public bool IsFirm(Agent agent)
    {
        if (Cooldowns is null) return false;
        foreach (var cooldown in Cooldowns)
            if (cooldown.Agent == agent) return cooldown.FirmUntil is not null;
        return false;
    }

    /// <summary>How long it has been connected up to a time, hold included.</summary>
    public TimeSpan TalkAt(Timestamp now) => ConnectedAt is { } since ? (TalkEndedAt ?? now) - since : TimeSpan.Zero;

    /// <summary>How long it has been on hold up to a time.</summary>
    public TimeSpan HoldAt(Timestamp now) => HeldSince is { } since ? Held + (now - since) : Held;
}

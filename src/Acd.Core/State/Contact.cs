using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>A contact that is not closed, or has just been. In its line's heap while it waits to be offered.</summary>
internal sealed class Contact(ContactId id, long sequence, ChannelId channel) : HeapNode
{
    /// <summary>The order of a line: by rank, and of equal ranks the earlier first.</summary>
    public static readonly Comparer<Contact> ByRank =
        Comparer<Contact>.Create((left, right) => left.Key.CompareTo(right.Key));

    private ContactDocument? _document;

    public ContactId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public ChannelId Channel { get; } = channel;

    public required WaitingLine Line { get; set; }

    public QueueId Queue => Line.Key.Queue;

    /// <summary>The gate by which it came into its queue, if by one.</summary>
    public GateId? Gate { get; set; }

    /// <summary>What an agent must have: what it asks for and what its gate adds.</summary>
    public required IReadOnlyList<Requirement> Requirements { get; set; }

    /// <summary>What it asks for itself; the same list as <see cref="Requirements"/> where its gate adds nothing.</summary>
    public IReadOnlyList<Requirement> Asked { get => field ?? Requirements; set; }

    public ContactState State { get; set; }

    public int Priority { get; set; }

    public Timestamp EnteredAt { get; set; }

    public Timestamp Rank { get; set; }

    public Timestamp WaitingSince { get; set; }

    /// <summary>When it came into its present queue, or was put back in line there; none before it is in any.</summary>
    public Timestamp? InQueueSince { get; set; }

    public string? CallerId { get; init; }

    /// <summary>The agent that it wants at first, if it does or did.</summary>
    public AgentId? PreferredAgent { get; set; }

    /// <summary>Until when it may be kept for that agent.</summary>
    public Timestamp? PreferredUntil { get; set; }

    /// <summary>Armed while it waits and that moment has not come.</summary>
    public Deadline? PreferenceEnd { get; set; }

    /// <summary>The agent with whom it waits instead of in its line.</summary>
    public Agent? ReservedFor { get; set; }

    /// <summary>Its own plan; none for its queue's.</summary>
    public IReadOnlyList<PlanStep>? Plan { get; init; }

    /// <summary>Up to which time of waiting the steps of its plan are done.</summary>
    public TimeSpan? PlanDone { get; set; }

    /// <summary>Whether it has met the end of its time in this queue.</summary>
    public bool Expired { get; set; }

    public CallbackDocument? Callback { get; set; }

    /// <summary>What is due while it is queued; none where nothing ever was.</summary>
    public WaitDeadlines? WaitDeadlines { get; set; }

    /// <summary>The queue in which it takes one of the places that are limited, if it takes one.</summary>
    public QueueState? CountedIn { get; set; }

    public int Events { get; set; }

    public string? Attributes { get; init; }

    /// <summary>The offers that are pending, or the one that was accepted.</summary>
    public List<Offer> Offers { get; } = new(1);

    /// <summary>Offers that came to nothing, or whose connection is over, by age.</summary>
    public List<OfferDocument>? PastOffers { get; set; }

    /// <summary>The agents it is not offered to for a while, by the start of that while.</summary>
    public List<(Agent Agent, Timestamp Until)>? Cooldowns { get; set; }

    public Deadline? CooldownEnd { get; set; }

    public bool ToldUnservable { get; set; }

    /// <summary>Who serves it, or served it last before it closed.</summary>
    public AgentId? AgentId { get; set; }

    public Timestamp? ConnectedAt { get; set; }

    public Timestamp? HeldSince { get; set; }

    public TimeSpan Held { get; set; }

    public Timestamp? TalkEndedAt { get; set; }

    public Deadline? WrapUpEnd { get; set; }

    public Timestamp? ClosedAt { get; set; }

    public CloseReason? Reason { get; set; }

    /// <summary>Whether it stands among what is to be written.</summary>
    public bool IsChanged { get; set; }

    /// <summary>Its place in line.</summary>
    public HeapKey Key => new(Rank.Milliseconds, Sequence);

    public bool HasCooldowns => Cooldowns is { Count: > 0 };

    /// <summary>Whether it waits, in its line or for the agent it is kept for.</summary>
    public bool IsInLine => InHeap;

    public bool IsOfferedTo(Agent agent)
    {
        foreach (var offer in Offers)
            if (offer.Agent == agent) return true;
        return false;
    }

    /// <summary>Its document; the same one until it changes, or the document is taken.</summary>
    public ContactDocument Document => _document ??= this.ToDocument();

    /// <summary>Its document, which is not kept here any longer: whoever writes it has done with it soon.</summary>
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

    /// <summary>How long it has been connected up to a moment, hold included.</summary>
    public TimeSpan TalkAt(Timestamp now) => ConnectedAt is { } since ? (TalkEndedAt ?? now) - since : TimeSpan.Zero;

    /// <summary>How long it has been on hold up to a moment.</summary>
    public TimeSpan HoldAt(Timestamp now) => HeldSince is { } since ? Held + (now - since) : Held;
}

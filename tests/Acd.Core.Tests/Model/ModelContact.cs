namespace Acd.Core.Tests;

/// <summary>
/// A contact of the reference model: its document's fields, open to change, and what a document does not hold.
/// </summary>
public sealed class ModelContact
{
    public required ContactId Id { get; init; }
    public required QueueId Queue { get; init; }
    public required ChannelId Channel { get; init; }
    public required Timestamp EnteredAt { get; init; }
    public required string? Attributes { get; init; }
    public required IReadOnlyList<Requirement> Requirements { get; set; }
    public required int Priority { get; set; }
    public required Timestamp Rank { get; set; }
    public required Timestamp WaitingSince { get; set; }
    public long Sequence { get; set; }
    public int Events { get; set; }
    public ContactState State { get; set; }
    public List<ModelOffer> Offers { get; } = [];
    public List<Cooldown> Cooldowns { get; } = [];
    public bool ToldUnservable { get; set; }
    public AgentId? Agent { get; set; }
    public Timestamp? ConnectedAt { get; set; }
    public Timestamp? HeldSince { get; set; }
    public TimeSpan Held { get; set; }
    public Timestamp? TalkEndedAt { get; set; }
    public Timestamp? WrapUpDue { get; set; }
    public Timestamp? ClosedAt { get; set; }
    public CloseReason? Reason { get; set; }

    /// <summary>
    /// The offer by which an agent has the contact now: the pending one, or the one it is connected or in wrap-up by.
    /// </summary>
    public ModelOffer? Live =>
        State is ContactState.Offered or ContactState.Connected or ContactState.WrapUp ? Offers[^1] : null;

    /// <summary>How long it was on hold with its agent, the present hold included.</summary>
    public TimeSpan HoldUntil(Timestamp now) => HeldSince is { } since ? Held + (now - since) : Held;

    /// <summary>How long it was connected to the agent it is or was with since it was last put in line.</summary>
    public TimeSpan TalkUntil(Timestamp now) => ConnectedAt is { } at ? (TalkEndedAt ?? now) - at : TimeSpan.Zero;

    /// <summary>The offers that its document keeps: the live one and the latest of the others.</summary>
    private IEnumerable<ModelOffer> KeptOffers()
    {
        var past = Offers.Where(offer => offer != Live).TakeLast(Limits.PastOffersKept).ToList();
        return Live is { } live ? past.Append(live) : past;
    }

    public ContactDocument Document() => new()
    {
        Id = Id,
        State = State,
        Queue = Queue,
        Channel = Channel,
        Requirements = Requirements,
        Priority = Priority,
        EnteredAt = EnteredAt,
        Rank = Rank,
        Sequence = Sequence,
        Events = Events,
        WaitingSince = WaitingSince,
        Attributes = Attributes,
        Offers = [.. KeptOffers().Select(offer => offer.Document())],
        Cooldowns = [.. Cooldowns],
        ToldUnservable = ToldUnservable,
        Agent = Agent,
        ConnectedAt = ConnectedAt,
        HeldSince = HeldSince,
        Held = Held,
        TalkEndedAt = TalkEndedAt,
        WrapUpDue = WrapUpDue,
        ClosedAt = ClosedAt,
        Reason = Reason,
    };
}

/// <summary>An offer of the reference model.</summary>
public sealed class ModelOffer
{
    public required OfferId Id { get; init; }
    public required long Number { get; init; }
    public required AgentId Agent { get; init; }
    public required Timestamp At { get; init; }
    public required Timestamp Due { get; init; }
    public required int Cost { get; init; }
    public OfferState State { get; set; }
    public Timestamp? EndedAt { get; set; }

    public OfferDocument Document() => new(Id, Agent, State, At, Due, EndedAt) { Cost = Cost };
}

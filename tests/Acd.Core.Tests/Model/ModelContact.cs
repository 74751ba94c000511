namespace Acd.Core.Tests;

/// <summary>
/// A contact of the reference model: the fields of its document, mutable, and what a document does not contain.
/// </summary>
public sealed class ModelContact
{
    public required ContactId Id { get; init; }
    public required ChannelId Channel { get; init; }
    public required string? Attributes { get; set; }
    public required string? CallerId { get; init; }
    public string? Caller { get; init; }
    public required IReadOnlyList<PlanStep>? Plan { get; init; }
    public required QueueId Queue { get; set; }
    public required GateId? Gate { get; set; }
    public required Timestamp EnteredAt { get; set; }

    /// <summary>Its own requirements.</summary>
    public required IReadOnlyList<Requirement> Asked { get; set; }

    /// <summary>Its requirements: its own and its gate's.</summary>
    public IReadOnlyList<Requirement> Requirements { get; set; } = [];

    public required int Priority { get; set; }
    public Timestamp Rank { get; set; }
    public required Timestamp WaitingSince { get; set; }
    public Timestamp? InQueueSince { get; set; }
    public TimeSpan? PlanDone { get; set; }
    public bool Expired { get; set; }
    public AgentId? PreferredAgent { get; set; }
    public Timestamp? PreferredUntil { get; set; }
    public CallbackDocument? Callback { get; set; }
    public long Sequence { get; set; }
    public int Events { get; set; }
    public ContactState State { get; set; }
    public List<ModelOffer> Offers { get; } = [];
    public List<Cooldown> Cooldowns { get; } = [];
    public bool ToldUnservable { get; set; }
    public AgentId? RoomAt { get; set; }
    public Timestamp? RoomKeptSince { get; set; }
    public AgentId? Agent { get; set; }
    public Timestamp? ConnectedAt { get; set; }
    public Timestamp? HeldSince { get; set; }
    public TimeSpan Held { get; set; }
    public Timestamp? TalkEndedAt { get; set; }
    public Timestamp? WrapUpDue { get; set; }
    public Timestamp? ClosedAt { get; set; }
    public CloseReason? Reason { get; set; }
    public Party? EndedBy { get; set; }
    public string? Disposition { get; set; }
    public string? Note { get; set; }
    public RejectCause? RejectedFor { get; set; }
    public Timestamp? UnstaffedSince { get; set; }
    public bool LeftEmpty { get; set; }
    public int Refusals { get; set; }
    public bool MetWhenRefused { get; set; }
    public Timestamp? PausedUntil { get; set; }

    /// <summary>Its release from an agent who is offline, if one is scheduled.</summary>
    public ReleaseDocument? Release { get; set; }

    public ParkedDocument? Parked { get; set; }

    /// <summary>The pending offer by which its agent hands it over to another one.</summary>
    public ModelOffer? Handover { get; set; }

    public int Round { get; init; }

    public long? Request { get; init; }

    /// <summary>Whether the end of its preference has been handled.</summary>
    public bool PreferenceIsOver { get; set; }

    /// <summary>Whether its preference ended while no engine ran and is still to be handled.</summary>
    public bool PreferenceEndsAgain { get; set; }

    /// <summary>The number of its moves by actions in the current command or deadline.</summary>
    public int Moves { get; set; }

    /// <summary>Its pending offers, by age.</summary>
    public IReadOnlyList<ModelOffer> Pending => Offers.FindAll(offer => offer.State == OfferState.Pending);

    /// <summary>The offer by which it is connected or in wrap-up.</summary>
    public ModelOffer Taken => Offers.FindLast(offer => offer.State == OfferState.Accepted)!;

    /// <summary>Its active offers: the pending ones, or the accepted one.</summary>
    public IReadOnlyList<ModelOffer> Live => State switch
    {
        ContactState.Offered => Pending,
        ContactState.Connected or ContactState.WrapUp => [Taken],
        _ => [],
    };

    /// <summary>Its active offers and its hand-over: all that take an agent's room.</summary>
    public IEnumerable<ModelOffer> Active => Handover is { } handover ? Live.Append(handover) : Live;

    /// <summary>Whether it is parked, or a callback that waits for its next attempt, and thus not in line.</summary>
    public bool IsAway => Parked is not null || Callback?.NotBefore is not null;

    /// <summary>The time on hold with its agent, the current hold included.</summary>
    public TimeSpan HoldUntil(Timestamp now) => HeldSince is { } since ? Held + (now - since) : Held;

    /// <summary>The time connected to its current or last agent since it was last put in line.</summary>
    public TimeSpan TalkUntil(Timestamp now) => ConnectedAt is { } at ? (TalkEndedAt ?? now) - at : TimeSpan.Zero;

    /// <summary>The offers in its document: the active ones and the latest ended ones.</summary>
    public IEnumerable<ModelOffer> KeptOffers()
    {
        var live = Live;
        return Offers.Except(live).TakeLast(Limits.PastOffersKept).Concat(live).OrderBy(offer => offer.Number);
    }

    public ContactDocument Document() => new()
    {
        Id = Id,
        State = State,
        Queue = Queue,
        Gate = Gate,
        Channel = Channel,
        Requirements = Requirements,
        Asked = Asked.SequenceEqual(Requirements) ? null : Asked,
        Priority = Priority,
        EnteredAt = EnteredAt,
        Rank = Rank,
        Sequence = Sequence,
        Events = Events,
        WaitingSince = WaitingSince,
        InQueueSince = InQueueSince,
        CallerId = CallerId,
        Caller = Caller,
        PreferredAgent = PreferredAgent,
        PreferredUntil = PreferredUntil,
        Plan = Plan,
        PlanDone = PlanDone,
        Expired = Expired,
        Callback = Callback,
        Attributes = Attributes,
        Offers = [.. KeptOffers().Select(offer => offer.Document())],
        Cooldowns = [.. Cooldowns],
        RoomAt = RoomAt,
        RoomKeptSince = RoomKeptSince,
        ToldUnservable = ToldUnservable,
        Agent = Agent,
        ConnectedAt = ConnectedAt,
        HeldSince = HeldSince,
        Held = Held,
        TalkEndedAt = TalkEndedAt,
        WrapUpDue = WrapUpDue,
        ClosedAt = ClosedAt,
        Reason = Reason,
        EndedBy = EndedBy,
        Disposition = Disposition,
        Note = Note,
        RejectedFor = RejectedFor,
        UnstaffedSince = UnstaffedSince,
        LeftEmpty = LeftEmpty,
        Refusals = Refusals,
        MetWhenRefused = MetWhenRefused,
        Release = Release,
        Parked = Parked,
        Round = Round,
        Request = Request,
        PausedUntil = PausedUntil,
        Handover = Handover?.Document(),
    };
}

/// <summary>An offer of the reference model.</summary>
public sealed class ModelOffer
{
    public required OfferId Id { get; init; }
    public required long Number { get; init; }
    public required AgentId Agent { get; init; }
    public required Timestamp At { get; init; }
    public required Timestamp Due { get; set; }
    public required int Cost { get; init; }
    public required bool Assigned { get; init; }
    public OfferState State { get; set; }
    public Timestamp? EndedAt { get; set; }
    public ConnectionEnd? Left { get; set; }
    public string? Cause { get; set; }

    public OfferDocument Document() =>
        new(Id, Agent, State, At, Due, EndedAt) { Cost = Cost, Assigned = Assigned, End = Left, Cause = Cause };
}

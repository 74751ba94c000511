using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

/// <summary>Requests that are invalid in themselves, each in one way.</summary>
public sealed partial class CommandStream
{
    private Request RandomInvalid() => _random.Next(3) switch
    {
        0 => RandomInvalidContact(),
        1 => RandomInvalidAction(),
        _ => RandomInvalidSettings(),
    };

    private Command RandomInvalidContact() => _random.Next(14) switch
    {
        0 => RandomContact() with { Contact = new(Pick("", "not an id", TooLong(Id.MaxLength))) },
        1 => RandomContact() with { Priority = Pick(-1, 10) },
        2 => RandomContact() with { Queue = new("nowhere"), Gate = null },
        3 => RandomContact() with { Channel = new("pigeon") },
        4 => RandomContact() with { Attributes = Pick("[1]", "{", $"{{\"long\":\"{TooLong(Limits.AttributesBytes)}\"}}") },
        5 => RandomContact() with { Requirements = [new(new("en")), new(new("en"), 3)] },
        6 => RandomContact() with { Gate = new("nowhere"), Queue = null },
        7 => RandomContact() with { Gate = new("g1"), Queue = QueueId.Default },
        8 => RandomContact() with { PreferredFor = TimeSpan.FromSeconds(Pick(-1, 601)) },
        9 => RandomContact() with { CallerId = Pick("", TooLong(Limits.CallerIdLength)) },
        10 => RandomContact() with { Plan = Pick(InvalidPlans) },
        12 => RandomContact() with { Connected = true, AssignTo = null },
        11 => RandomTransfer() with { Agent = new("nobody") },
        _ => RandomTransfer() with { Gate = new("g1"), Queue = QueueId.Default },
    };

    private Command RandomInvalidAction() => _random.Next(13) switch
    {
        0 => new TransferContact(Contact(Connected), [new(new("en"), Pick(0, 11))]),
        1 => new PutAgent(Agent(), RandomProfile() with { Capacity = Pick(0, 10_001) }),
        2 => new AbandonContact(Contact(Queued, Offered), CloseReason.Completed),
        3 => new ChangePriority(Contact(Queued, Offered, Connected), 10),
        4 => new SetPresence(Agent(), Presence.NotReady, TooLong(Limits.ReasonLength)),
        5 => new RequestCallback(Contact(Queued, Offered), Pick("", TooLong(Limits.CallerIdLength))),
        6 => Chance(50)
            ? new AssignContact(Contact(Queued), new("nobody"))
            : new HandOverContact(Contact(Connected), new("nobody")),
        8 => new PatchContact(Contact(Queued, Offered)) { Attributes = Pick("[1]", "{") },
        7 => new ParkContact(Contact(Connected)) { Reason = TooLong(Limits.ReasonLength) },
        9 => new ExtendWrapUp(Contact(WrapUp), TimeSpan.FromSeconds(Pick(0, 3601))),
        10 => new DeclineOffer(_offers.Count == 0 ? new("o1") : _offers[^1].Id)
        {
            Cause = Pick("", TooLong(Limits.ReasonLength)),
        },
        11 => new HangUpContact(Contact(Connected, Queued), (Party)9),
        _ => new TransferContact(Contact(Connected)) { PreferredFor = TimeSpan.FromSeconds(601) },
    };

    private Command RandomInvalidSettings() => _random.Next(25) switch
    {
        0 => new PutQueue(RandomQueue(KnownQueue()) with { OfferTimeout = TimeSpan.FromMilliseconds(Pick(0, 999, 600_001)) }),
        1 => new PutQueue(RandomQueue(KnownQueue()) with { OffersAtOnce = Pick(0, 51) }),
        2 => new PutQueue(RandomQueue(KnownQueue()) with { Plan = Pick(InvalidPlans) }),
        3 => new PutQueue(RandomQueue(KnownQueue()) with { MaxWaiting = Pick(-1, 1_000_001) }),
        4 => new PutQueue(RandomQueue(KnownQueue()) with { MaxWait = TimeSpan.FromDays(Pick(0, 8)) }),
        5 => new PutQueue(RandomQueue(KnownQueue()) with { WhenFull = Pick(InvalidActions) }),
        6 => new PutQueue(RandomQueue(KnownQueue()) with { LeaveWhenEmpty = Pick(InvalidActions) }),
        7 => new PutQueue(RandomQueue(KnownQueue()) with { Hours = new("Nowhere/Land", []) }),
        8 => new PutQueue(RandomQueue(KnownQueue()) with { Hours = new("UTC", [new(DayOfWeek.Friday, new(9, 0), new(9, 0))]) }),
        9 => new PutQueue(RandomQueue(new("not an id"))),
        10 => new PutGate(RandomGate() with { Queue = new("nowhere") }),
        11 => new PutGate(RandomGate() with { Priority = Pick(-1, 10) }),
        12 => new PutQueue(RandomQueue(KnownQueue()) with { EmptyFor = TimeSpan.FromSeconds(Pick(-1, 601)) }),
        13 => new PutQueue(RandomQueue(KnownQueue()) with { WhenRefused = new(Pick(0, 101), new() { Callback = true }) }),
        14 => new PutQueue(RandomQueue(KnownQueue()) with { WhenRefused = new(1, Pick(InvalidActions)) }),
        15 => Chance(50)
            ? new PutChannel(RandomChannel() with { Cost = Pick(0, 10_001) })
            : new PutChannel(RandomChannel() with { MaxOffers = Pick(0, 51) }),
        16 => new PutGeneralSettings(RandomOptions() with { HeartbeatTimeout = TimeSpan.FromSeconds(Pick(0, 3601)) }),
        17 when Chance(50) => new PutGeneralSettings(RandomOptions() with { GraceAfterOutage = TimeSpan.FromSeconds(301) }),
        17 => new PutGeneralSettings(RandomOptions() with { ClosedContactTtl = TimeSpan.FromDays(Pick(0, 8)) }),
        18 => new PutGeneralSettings(RandomOptions() with { Region = Pick("", "de", "DEU", "D1") }),
        19 => new PutGeneralSettings(RandomOptions() with { NotReadyReasons = [new("lunch"), new(Pick("", "lunch"))] }),
        20 => RandomContact() with { Caller = Pick("", TooLong(Limits.CallerIdLength)) },
        21 => new PutQueue(RandomQueue(KnownQueue()) with { AgentGone = Pick(InvalidAgentGone) }),
        22 => new PutQueue(RandomQueue(KnownQueue()) with { OfferPause = TimeSpan.FromMilliseconds(Pick(-1, 60_001)) }),
        23 => new PutQueue(RandomQueue(KnownQueue()) with { MaxDeclines = Pick(0, 101) }),
        _ => Chance(50) ? new PutTimeZone("Nowhere/Land") : new PutKeepRoom(TimeSpan.FromSeconds(Pick(-1, 86_401))),
    };

    private static readonly IReadOnlyList<IReadOnlyList<AgentGoneRule>> InvalidAgentGone =
    [
        [new(AgentGoneAction.Requeue) { After = TimeSpan.Zero }],
        [new(AgentGoneAction.Close) { After = TimeSpan.FromSeconds(86_401) }],
        [new(AgentGoneAction.Keep) { Channel = new("pigeon") }],
        [new(AgentGoneAction.Keep), new(AgentGoneAction.Close)],
    ];

    private static readonly IReadOnlyList<WaitAction> InvalidActions =
    [
        new(),
        new() { Queue = new("nowhere") },
        new() { Gate = new("nowhere") },
        new() { Queue = QueueId.Default, Gate = new("g1") },
        new() { LowerLevels = 10 },
        new() { RaisePriority = 0 },
        new() { Close = CloseReason.Completed },
        new() { Requirements = [new(new("en"), 11)] },
    ];

    private static readonly IReadOnlyList<IReadOnlyList<PlanStep>> InvalidPlans =
    [
        .. InvalidActions.Select(action => (IReadOnlyList<PlanStep>)[new(TimeSpan.Zero, action)]),
        [new(TimeSpan.FromDays(8), new() { Callback = true })],
        [new(TimeSpan.FromSeconds(-1), new() { Callback = true })],
        [new(TimeSpan.FromSeconds(2), new() { Callback = true }), new(TimeSpan.FromSeconds(2), new() { LowerLevels = 1 })],
        [.. Enumerable.Range(0, 17).Select(second => new PlanStep(TimeSpan.FromSeconds(second), new() { LowerLevels = 1 }))],
    ];
}

using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

public sealed partial class CommandStream
{
    private IReadOnlyList<(int Weight, Func<Request> Make)> Choices() =>
    [
        (20, () => _model.Contacts.Count < 14 ? RandomContact() : new AbandonContact(Contact(Queued, Offered))),
        (_style.Answers, () => RandomAnswer(accept: true)),
        (_style.Answers / 2, () => RandomAnswer(accept: false)),
        (_style.Answers / 3, () => new CompleteContact(Contact(Connected)) { Disposition = Pick(null, "sold") }),
        (4, () => new EndWrapUp(Contact(WrapUp)) { Disposition = Pick(null, "lost"), Note = Pick(null, "called twice") }),
        (2, () => new ExtendWrapUp(Contact(WrapUp), Seconds(1, 3, 10))),
        (4, () => new HangUpContact(Contact(Connected, Queued, Offered), Pick<Party?>(null, Party.Customer, Party.System))),
        (4, () => new AbandonContact(Contact(Queued, Offered), Pick(CloseReason.Abandoned, CloseReason.Canceled))),
        (4, () => new RequeueContact(Contact(Connected, Offered, WrapUp))),
        (4, RandomTransfer),
        (_style.Assigns, () => new PickContact(Contact(Queued, Offered), Agent())),
        (_style.Assigns, () => new AssignContact(Contact(Queued, Offered), Agent())),
        (3, () => new HandOverContact(Contact(Connected), Agent())),
        (_style.Assigns / 2, () => new AssignContact(Contact(Connected), Agent()) { OnlyWaiting = Chance(20) }),
        (_style.Callbacks, () => new RequestCallback(Contact(Queued, Offered), Chance(60) ? null : Pick("555", "556"))),
        (2 * _style.Callbacks, () => new FailCallback(ConnectedCallback() ?? Contact(Connected))),
        (3, RandomEndOfWrapUp),
        (2, () => new HoldContact(Contact(Connected))),
        (2, () => new ResumeContact(HeldContact() ?? Contact(Connected))),
        (3, RandomPatch),
        (2, RandomReopen),
        (3, RandomPark),
        (2, () => new UnparkContact(_model.Contacts.FirstOrDefault(own => own.Parked is not null)?.Id ?? AnyContact())),
        (4, () => new ChangePriority(Contact(Queued, Offered), _random.Next(10))),
        (6 + _style.Restless / 2, RandomPresence),
        (_style.Restless / 3, () => new PutAgent(Agent(), RandomProfile(), OnlyNew: Chance(20))),
        (_style.Restless / 5, () => new PutAgentSkill(Agent(), new(RandomSkill(), _random.Next(1, 11)))),
        (_style.Restless / 5, () => new RemoveAgentSkill(Agent(), RandomSkill())),
        (_style.Restless / 6, () => new RemoveAgent(Agent())),
        (1, () => new RemoveSkill(RandomSkill())),
        (1 + _style.Heartbeats, () => new HeartbeatAgent(Agent())),
        (3, () => _model.Settings.Open && Chance(40) ? new CloseCenter(Chance(30)) : new OpenCenter(Chance(30))),
        (2 + (_style.Limits + _style.Strategies) / 10,
            () => new PutQueue(RandomQueue(RandomQueueId())) { ApplyToRunning = Chance(50) }),
        (_style.Gates, () => new PutGate(RandomGate())),
        (_style.Queues, () => Chance(50) ? new RemoveQueue(RandomQueueId()) : new RemoveGate(RandomGateId())),
        (_style.Queues, () => Chance(50) ? new PutTimeZone(RandomTimeZone()) : new PutChannel(RandomChannel())),
        (1, () => new PutGeneralSettings(RandomOptions())),
        (1, RandomConditional),
        (1, () => new PutKeepRoom(Seconds(0, 2, 10, 1800))),
        (1, () => new PutSkill(new(RandomSkill(), Pick("", "what it means")))),
        (3, () => _past.Count == 0 ? new AdvanceTime() : _past[_random.Next(Math.Max(0, _past.Count - 10), _past.Count)]),
        (3, RandomInvalid),
        (5, () => new AdvanceTime()),
        (_style.Reloads, () => new ReloadEngine()),
        (1 + _style.Reloads, () => new CenterWasAway(Seconds(0, 1, 5, 30, 300))),
    ];

    private EnqueueContact RandomContact()
    {
        var contact = RandomContactWithoutGate();
        if (Chance(2 * _style.Assigns))
            contact = contact with { AssignTo = Agent(), Connected = Chance(50) };
        return Chance(40) && KnownGate() is { } gate ? contact with { Gate = gate, Queue = null } : contact;
    }

    private TransferContact RandomTransfer()
    {
        var transfer = new TransferContact(Contact(Connected, Queued, Offered), Chance(60) ? RandomRequirements() : null)
        {
            Queue = Chance(30) && _style.Queues > 0 ? KnownQueue() : null,
            Agent = Chance(_style.Preferences) ? Agent() : null,
            PreferredFor = Chance(_style.Preferences) ? RandomPreferredFor() : null,
            NewPlace = Chance(15),
        };
        return Chance(25) && KnownGate() is { } gate ? transfer with { Gate = gate, Queue = null } : transfer;
    }

    private PatchContact RandomPatch() => new(Contact(Queued, Offered))
    {
        Attributes = Chance(60) ? Pick("{\"crm\":8}", "{\"crm\":null}", "{\"a\":{\"b\":1,\"c\":null}}", "{}") : null,
        Requirements = Chance(60) ? RandomRequirements() : null,
    };

    private ReopenContact RandomReopen() =>
        new(_model.Closed.Count > 0 && Chance(80) ? Pick(_model.Closed).Contact.Id : AnyContact())
        {
            Queue = Chance(20) ? RandomQueueId() : null,
            PreferredFor = Chance(20) ? RandomPreferredFor() : null,
        };

    private ParkContact RandomPark() => new(Contact(Connected))
    {
        Until = Chance(60) ? _model.Now + TimeSpan.FromSeconds(Pick(-1, 0, 1, 3, 10, 60, 60)) : null,
        Reason = Chance(20) ? Pick("waits for parts", "lunch") : null,
    };

    private EndAgentWrapUp RandomEndOfWrapUp()
    {
        var busy = _model.Agents.FirstOrDefault(agent => agent.WrapUps.Count > 0);
        if (busy is null || Chance(10))
            return new(Agent(), Chance(50) ? null : new OfferId(Pick("o1", "o999999", "x")));
        return new(busy.Id, Chance(40) ? null : Pick(busy.WrapUps).Offer);
    }

    private TimeSpan? RandomPreferredFor() => TimeSpan.FromSeconds(Pick(0, 1, 3, 10));

    private EnqueueContact RandomContactWithoutGate() => new(Chance(95) ? new($"c{++_contacts}") : AnyContact())
    {
        Queue = Chance(30) && _style.Queues > 0 ? KnownQueue() : null,
        Channel = new(Pick(_style.Channels)),
        Requirements = RandomRequirements(),
        Priority = Chance(60) ? null : _random.Next(10),
        PreferredAgent = Chance(_style.Preferences) ? Agent() : null,
        PreferredFor = Chance(_style.Preferences) ? RandomPreferredFor() : null,
        Plan = Chance(_style.Limits / 2) ? RandomPlan() : null,
        CallerId = Chance(_style.Callers) ? $"t{_random.Next(5)}" : null,
        Caller = Chance(_style.Callers / 3) ? $"t{_random.Next(5)}" : null,
        Attributes = Chance(10) ? "{ \"crm\": 7 }" : null,
    };

    private AgentProfile RandomProfile() => new()
    {
        Skills =
        [
            .. _skills.Where(_ => Chance(65))
                .Select(skill => new AgentSkill(new(skill), Chance(60) ? AgentSkill.DefaultLevel : _random.Next(1, 11))),
        ],
        Capacity = Pick(100, 100, 100, 50, 200),
        Channels = Chance(75)
            ? []
            : [new(new(Pick(_style.Channels)), Pick(20, 50, 100), Pick<int?>(null, 1, 2), Pick<int?>(null, 1, 3))],
        AutoAccept = Chance(8),
        ManualIn = Chance(15),
        Name = Chance(10) ? Pick("Ann", "Bob B.") : null,
        Address = Chance(10) ? Pick("7001", "sip:bob@phones") : null,
    };

    private IReadOnlyList<Requirement> RandomRequirements() =>
        [.. _skills.Where(_ => Chance(45)).Select(skill => new Requirement(new(skill), RandomLevel()))];

    private int RandomLevel() => _style.InSets || Chance(70) ? 1 : _random.Next(1, 11);

    private SkillId RandomSkill() => new(Pick(_skills));

    private Command RandomAnswer(bool accept)
    {
        var pending = _model.Contacts.SelectMany(contact => contact.Active)
            .Where(offer => offer.State == OfferState.Pending).Select(offer => offer.Id).ToList();
        if (pending.Count == 0 && Chance(80))
            return RandomContact();
        var offer = _random.Next(100) switch
        {
            < 88 when pending.Count > 0 => Pick(pending),
            < 96 when _offers.Count > 0 => _offers[_random.Next(Math.Max(0, _offers.Count - 8), _offers.Count)].Id,
            < 98 => new($"o{_random.Next(1, 400)}"),
            _ => new OfferId(Pick("o999999", "o0", "x1", "o")),
        };
        var agent = _offers.Find(known => known.Id == offer).Agent;
        AgentId? by = _random.Next(100) switch { < 50 => null, < 92 when agent.Value is not null => agent, _ => Agent() };
        var cause = Chance(50) ? null : Pick("busy", "unreachable", "rejected", "failed", "at lunch");
        return accept ? new AcceptOffer(offer, by) : new DeclineOffer(offer, by) { Cause = cause };
    }

    private SetPresence RandomPresence()
    {
        var away = _model.Agents.FirstOrDefault(other => other.Presence != Presence.Available)?.Id;
        var agent = Chance(40) && away is { } id ? id : Agent();
        var presence = _random.Next(100) switch
        {
            < 72 => Presence.Available,
            < 83 => Presence.NotReady,
            < 94 => Presence.Draining,
            _ => Presence.Offline,
        };
        return new(agent, presence, Chance(50) ? null : Pick("lunch", "training"), Forced: Chance(10), KeepOffers: Chance(20));
    }

    /// <summary>
    /// Mostly a contact in one of the given states, if there is one. Else any contact, open, closed or unknown.
    /// </summary>
    private ContactId Contact(params ContactState[] states)
    {
        var fitting = _model.Contacts.Where(contact => states.Contains(contact.State)).ToList();
        return fitting.Count > 0 && Chance(85) ? Pick(fitting).Id : AnyContact();
    }

    private ContactId? HeldContact() => _model.Contacts.FirstOrDefault(contact => contact.HeldSince is not null)?.Id;

    private ContactId? ConnectedCallback() =>
        _model.Contacts.FirstOrDefault(contact => contact is { State: Connected, Callback: not null })?.Id;

    private ContactId AnyContact() => new($"c{_random.Next(Math.Max(1, _contacts - 15), _contacts + 2)}");

    private AgentId Agent() => new($"a{_random.Next(1, _agents + (Chance(5) ? 2 : 1))}");
}

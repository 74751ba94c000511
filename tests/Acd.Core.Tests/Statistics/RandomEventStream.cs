using System.Runtime.CompilerServices;

namespace Acd.Core.Tests;

// Over 300 lines because it is one table of possible next events.

/// <summary>A random stream of events over some days, of every type and in every order that the rules allow.</summary>
internal sealed class RandomEventStream(int seed)
{
    private static readonly QueueId[] Queues = [new("default"), new("sales"), new("support")];
    private static readonly GateId?[] Gates = [null, new("web"), new("phone")];
    private static readonly string[] Skills = ["en", "de", "billing"];

    private static readonly string?[] DeclineCauses = [null, "busy", "unreachable", "rejected", "failed", "at lunch"];

    private readonly Random _random = new(seed);
    private readonly List<Known> _contacts = [];
    private readonly Dictionary<AgentId, (Presence Presence, int Contacts)> _agents = [];
    private readonly List<(AgentWrapUpStarted Started, Timestamp At)> _wrapUps = [];
    private long _sequence;
    private Timestamp _now = Transcript.Start;

    public List<CenterEvent> Events { get; } = [];

    /// <summary>Adds the next event, or a few that belong together.</summary>
    public void Next()
    {
        if (_sequence == 0) Settings();
        _now += RandomWhile();
        switch (_random.Next(20))
        {
            case < 4:
                Enqueue();
                break;
            case < 7:
                Agent();
                break;
            case 7 when Chance(10):
                Settings();
                break;
            case 7 or 8 when _wrapUps.Count > 0:
                EndWrapUp(Pick(_wrapUps));
                break;
            case 9 when Chance(10):
                Add(Blank<CenterReturned>() with { AwayFrom = _now + -TimeSpan.FromSeconds(_random.Next(3_000)) });
                break;
            default:
                if (_contacts.Count > 0) Happen(Pick(_contacts));
                break;
        }
    }

    private void Happen(Known contact)
    {
        switch (contact.State)
        {
            case ContactState.Queued:
                Wait(contact);
                break;
            case ContactState.Offered:
                Answer(contact);
                break;
            case ContactState.Connected:
                Talk(contact);
                break;
            case ContactState.WrapUp:
                Close(contact, CloseReason.Completed);
                break;
        }
    }

    private void Wait(Known contact)
    {
        switch (_random.Next(16))
        {
            case < 7 when Free() is { } agent:
                Offer(contact, agent);
                if (Chance(20) && Free() is { } other && other != agent) Offer(contact, other);
                break;
            case 7:
                Close(contact, Pick(CloseReason.Abandoned, CloseReason.Canceled, CloseReason.Expired, CloseReason.Overflowed,
                    CloseReason.Rejected));
                break;
            case 8:
                Add(Of(contact, Blank<ContactPriorityChanged>() with
                {
                    Priority = 3,
                    Rank = contact.Rank = new Timestamp(contact.Rank.Milliseconds - 60_000),
                }));
                break;
            case 9:
                Transfer(contact, TimeSpan.Zero, TimeSpan.Zero);
                break;
            case 10 or 11:
                Step(contact);
                break;
            case 12 when !contact.Callback:
                contact.Callback = true;
                Add(Of(contact, Blank<CallbackRequested>() with { Number = "1", Expires = _now }));
                break;
            case 13:
                Add(Of(contact, Blank<ContactUnservable>()));
                break;
            case 14:
                contact.Requirements = RandomSkills();
                Add(Of(contact, Blank<ContactRequirementsChanged>() with { Requirements = contact.Requirements }));
                break;
        }
    }

    private void Answer(Known contact)
    {
        var (offer, agent, at) = Pick(contact.Offers);
        var kind = _random.Next(10);
        var ring = _now - at;
        contact.Offers.Remove((offer, agent, at));
        if (kind >= 6)
        {
            Release(agent);
            Add(Of(contact, Ended(kind, offer, agent, ring)));
            if (contact.Offers.Count == 0) contact.State = ContactState.Queued;
            return;
        }

        Add(Of(contact, Blank<OfferAccepted>() with { Offer = offer, Agent = agent, Ring = ring }));
        Add(Of(contact, Blank<ContactConnected>() with
        {
            Offer = offer,
            Agent = agent,
            Ring = ring,
            Wait = _now - contact.WaitingSince,
        }));
        (contact.State, contact.Agent, contact.ConnectedAt) = (ContactState.Connected, agent, _now);
        foreach (var (rest, loser, since) in contact.Offers)
        {
            Release(loser);
            Add(Of(contact, Ended(9, rest, loser, _now - since)));
        }

        contact.Offers.Clear();
    }

    private OfferEvent Ended(int kind, OfferId offer, AgentId agent, TimeSpan ring)
    {
        return kind switch
        {
            6 => Blank<OfferDeclined>() with
            {
                Offer = offer,
                Agent = agent,
                Ring = ring,
                Cause = DeclineCauses[_random.Next(DeclineCauses.Length)],
            },
            7 or 8 => Blank<OfferTimedOut>() with { Offer = offer, Agent = agent, Ring = ring },
            _ => Blank<OfferRevoked>() with { Offer = offer, Agent = agent, Ring = ring },
        };
    }

    private void Talk(Known contact)
    {
        if (contact.Handover is not null || (Chance(25) && Free() is not null))
        {
            HandOver(contact);
            return;
        }

        var (talk, whole) = TimesOf(contact);
        switch (_random.Next(6))
        {
            case 0:
                var (left, queue, gate) = (contact.Agent!.Value, contact.Queue, contact.Gate);
                Release(left);
                Transfer(contact, talk, whole);
                if (Chance(60)) StartWrapUp(contact.Id, left, queue, gate);
                break;
            case 1 when contact.Callback:
                Release(contact.Agent!.Value);
                Add(Of(contact, Blank<CallbackFailed>() with
                {
                    Attempts = 1,
                    Talk = talk,
                    Hold = whole,
                    Agent = contact.Agent,
                }));
                (contact.State, contact.Agent) = (ContactState.Queued, null);
                if (Chance(30)) Close(contact, CloseReason.Expired);
                break;
            case 2 or 3:
                Add(Of(contact, Blank<WrapUpStarted>() with
                {
                    Talk = talk,
                    Due = _now,
                    Agent = contact.Agent,
                    EndedBy = RandomParty(),
                }));
                (contact.State, contact.TalkEndedAt) = (ContactState.WrapUp, _now);
                break;
            case 4:
                var closes = Blank<ContactReleased>() with { Do = AgentGoneAction.Close, Agent = contact.Agent };
                if (Chance(20)) Add(Of(contact, closes));
                Close(contact, CloseReason.Completed);
                break;
            case 5 when Chance(30):
                Release(contact.Agent!.Value);
                Add(Of(contact, Blank<ContactParked>() with { Talk = talk, Hold = whole, Agent = contact.Agent }));
                (contact.State, contact.Agent, contact.WaitingSince) = (ContactState.Queued, null, _now);
                if (Chance(60)) Add(Of(contact, Blank<ContactUnparked>() with { PreferredAgent = new("a1") }));
                break;
            case 5 when Chance(40):
                Release(contact.Agent!.Value);
                Add(Of(contact, Blank<ContactReleased>() with
                {
                    Do = AgentGoneAction.Requeue,
                    Talk = talk,
                    Hold = whole,
                    Agent = contact.Agent,
                }));
                (contact.State, contact.Agent, contact.WaitingSince) = (ContactState.Queued, null, _now);
                break;
        }
    }

    private (TimeSpan Talk, TimeSpan Hold) TimesOf(Known contact) => (
        _now - contact.ConnectedAt,
        TimeSpan.FromMilliseconds(((_now - contact.ConnectedAt) / 4).Ticks / TimeSpan.TicksPerMillisecond));

    /// <summary>A hand-over begins, or one that rings is accepted or fails.</summary>
    private void HandOver(Known contact)
    {
        if (contact.Handover is not var (offer, agent, at))
        {
            if (Free() is not { } to) return;
            contact.Handover = (new OfferId($"o{_sequence + 1}"), to, _now);
            _agents[to] = (_agents[to].Presence, _agents[to].Contacts + 1);
            Add(Of(contact, Blank<ContactOffered>() with
            {
                Offer = contact.Handover.Value.Offer,
                Agent = to,
                Due = _now,
                From = contact.Agent,
            }));
            return;
        }

        contact.Handover = null;
        var kind = _random.Next(4, 10);
        if (kind >= 6)
        {
            Release(agent);
            Add(Of(contact, Ended(kind, offer, agent, _now - at)));
            Add(Of(contact, Blank<HandoverFailed>() with { Agent = contact.Agent, Offer = offer, To = agent }));
            return;
        }

        var (talk, hold) = TimesOf(contact);
        var sender = contact.Agent;
        Release(sender!.Value);
        Add(Of(contact, Blank<ContactTransferred>() with
        {
            Requirements = contact.Requirements,
            Rank = contact.Rank,
            Talk = talk,
            Hold = hold,
            Agent = sender,
            To = agent,
        }));
        contact.WaitingSince = _now;
        Add(Of(contact, Blank<OfferAccepted>() with { Offer = offer, Agent = agent, Ring = _now - at }));
        Add(Of(contact, Blank<ContactConnected>() with { Offer = offer, Agent = agent, Ring = _now - at, From = sender }));
        (contact.Agent, contact.ConnectedAt) = (agent, _now);
    }

    private void StartWrapUp(ContactId contact, AgentId agent, QueueId queue, GateId? gate)
    {
        var started = Blank<AgentWrapUpStarted>() with
        {
            Agent = agent,
            Contact = contact,
            Offer = new("o1"),
            Queue = queue,
            Gate = gate,
            Channel = ChannelId.Voice,
            Due = _now,
        };
        _wrapUps.Add((started, _now));
        _agents[agent] = (_agents[agent].Presence, _agents[agent].Contacts + 1);
        Add(started);
    }

    private void EndWrapUp((AgentWrapUpStarted Started, Timestamp At) wrapUp)
    {
        _wrapUps.Remove(wrapUp);
        Release(wrapUp.Started.Agent!.Value);
        Add(Blank<AgentWrapUpEnded>() with
        {
            Agent = wrapUp.Started.Agent,
            Contact = wrapUp.Started.Contact,
            Offer = wrapUp.Started.Offer,
            Queue = wrapUp.Started.Queue,
            Gate = wrapUp.Started.Gate,
            WrapUp = _now - wrapUp.At,
        });
    }

    private Party? RandomParty() => Chance(50) ? null : (Party)_random.Next(3);

    private void Enqueue()
    {
        var contact = new Known(new ContactId($"c{_random.Next(40)}"));
        if (_contacts.Any(other => other.Id == contact.Id)) return;
        (contact.Queue, contact.Gate, contact.Requirements) = (Pick(Queues), Pick(Gates), RandomSkills());
        (contact.Rank, contact.WaitingSince) = (_now, _now);
        _contacts.Add(contact);
        Add(Of(contact, Blank<ContactQueued>() with { Requirements = contact.Requirements, Priority = 0, Rank = _now }));
    }

    private void Offer(Known contact, AgentId agent)
    {
        var offer = new OfferId($"o{_sequence + 1}");
        _agents[agent] = (_agents[agent].Presence, _agents[agent].Contacts + 1);
        Add(Of(contact, Blank<ContactOffered>() with { Offer = offer, Agent = agent, Due = _now }));
        contact.Offers.Add((offer, agent, _now));
        contact.State = ContactState.Offered;
    }

    private void Transfer(Known contact, TimeSpan talk, TimeSpan hold)
    {
        var left = contact.Agent;
        var (queue, gate) = (contact.Queue, contact.Gate);
        (contact.Queue, contact.Gate, contact.Requirements) = (Pick(Queues), Pick(Gates), RandomSkills());
        (contact.State, contact.Agent) = (ContactState.Queued, null);
        if (left is not null) contact.WaitingSince = _now;
        Add(Of(contact, Blank<ContactTransferred>() with
        {
            Requirements = contact.Requirements,
            Rank = contact.Rank,
            Talk = talk,
            Hold = hold,
            Agent = left,
            FromQueue = (queue, gate) == (contact.Queue, contact.Gate) ? null : queue,
            FromGate = gate,
        }));
    }

    private void Step(Known contact)
    {
        var (queue, gate) = (contact.Queue, contact.Gate);
        var (moves, skipped) = (Chance(50), Chance(20));
        if (moves && !skipped) (contact.Queue, contact.Gate) = (Pick(Queues), Pick(Gates));
        if (!skipped) contact.Requirements = RandomSkills();
        var moved = (queue, gate) != (contact.Queue, contact.Gate);
        Add(Of(contact, Blank<PlanStepped>() with
        {
            Cause = StepCause.Plan,
            Skipped = skipped,
            FromQueue = moved ? queue : null,
            FromGate = moved ? gate : null,
            Requirements = contact.Requirements,
            Priority = 0,
            Rank = contact.Rank,
        }));
    }

    private void Close(Known contact, CloseReason reason)
    {
        var served = contact.State is ContactState.Connected or ContactState.WrapUp;
        if (served) Release(contact.Agent!.Value);
        var end = contact.State == ContactState.WrapUp ? contact.TalkEndedAt : _now;
        var talk = served ? end - contact.ConnectedAt : TimeSpan.Zero;
        Add(Of(contact, Blank<ContactClosed>() with
        {
            Reason = reason,
            RejectedFor = reason == CloseReason.Rejected ? Causes[Events.Count % Causes.Length] : null,
            Agent = contact.Agent,
            Wait = (served ? contact.ConnectedAt : _now) - contact.WaitingSince,
            Talk = talk,
            Hold = TimeSpan.FromMilliseconds(talk.Ticks / TimeSpan.TicksPerMillisecond / 3),
            WrapUp = served ? _now - end : TimeSpan.Zero,
            EndedBy = RandomParty(),
        }));
        _contacts.Remove(contact);
    }

    private void Agent()
    {
        var id = new AgentId($"a{_random.Next(6)}");
        if (!_agents.TryGetValue(id, out var known) || Chance(5))
        {
            if (known.Contacts > 0) return;
            var gone = _agents.ContainsKey(id) && Chance(50);
            if (gone) _agents.Remove(id);
            else _agents.TryAdd(id, (Presence.Offline, 0));
            var skills = RandomSkills().Select(skill => new AgentSkill(skill.Skill)).ToArray();
            Add(Blank<AgentChanged>() with
            {
                Agent = id,
                Profile = gone ? null : new AgentProfile { Skills = skills },
            });
            return;
        }

        var presence = Pick(Presence.Offline, Presence.Available, Presence.Available, Presence.NotReady, Presence.Draining);
        if (presence == known.Presence) return;
        _agents[id] = (presence, known.Contacts);
        var reason = presence == Presence.NotReady ? Reasons[Events.Count % Reasons.Length] : null;
        Add(Blank<AgentPresenceChanged>() with { Agent = id, Presence = presence, Reason = reason });
    }

    /// <summary>A time zone, a queue, or everything at once as events of version 1 have it.</summary>
    private void Settings()
    {
        var blank = new SettingsChanged { Sequence = 0, At = _now };
        if (_sequence == 0 || Chance(30))
            Add(blank with { Settings = new CenterSettings { TimeZone = TimeZone(), Queues = [.. Queues.Select(Queue)] } });
        else if (Chance(30)) Add(blank with { TimeZone = TimeZone() });
        else Add(blank with { Queue = Queue(Pick(Queues)) });
    }

    private string TimeZone() => Pick("UTC", "Asia/Kathmandu", "America/New_York", "Australia/Lord_Howe");

    private QueueSettings Queue(QueueId queue) => new(queue)
    {
        ServiceLevelTarget = TimeSpan.FromSeconds(_random.Next(1, 900)),
        ShortAbandon = TimeSpan.FromSeconds(_random.Next(0, 600)),
    };

    private ContactEvent Of(Known contact, ContactEvent centerEvent) => centerEvent with
    {
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = ChannelId.Voice,
    };

    private void Add(CenterEvent centerEvent) => Events.Add(centerEvent with { Sequence = ++_sequence, At = _now });

    /// <summary>Completes an event with the members that all contact events have.</summary>
    private static T Blank<T>() where T : CenterEvent => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private AgentId? Free()
    {
        var free = _agents.Where(agent => agent.Value.Presence == Presence.Available && agent.Value.Contacts < 3)
            .Select(agent => agent.Key).OrderBy(agent => agent.Value, StringComparer.Ordinal)
            .ToList();
        return free.Count == 0 ? null : Pick(free);
    }

    private void Release(AgentId agent) => _agents[agent] = (_agents[agent].Presence, _agents[agent].Contacts - 1);

    private TimeSpan RandomWhile() => TimeSpan.FromMilliseconds(_random.Next(100) switch
    {
        < 30 => 0,
        < 80 => _random.Next(120_000),
        < 97 => _random.Next(1_800_000),
        < 99 => _random.Next(6 * 3_600_000),
        _ => _random.Next(2 * 24 * 3_600_000),
    });

    private Requirement[] RandomSkills() =>
        [.. Skills.Where(_ => Chance(40)).Select(skill => new Requirement(new SkillId(skill)))];

    private bool Chance(int percent) => _random.Next(100) < percent;

    private static readonly string?[] Reasons = [null, "lunch", "training"];

    private static readonly RejectCause?[] Causes = [null, RejectCause.Closed, RejectCause.Full, RejectCause.Unstaffed];

    private T Pick<T>(params IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private sealed class Known(ContactId id)
    {
        public ContactId Id => id;
        public QueueId Queue { get; set; }
        public GateId? Gate { get; set; }
        public Requirement[] Requirements { get; set; } = [];
        public ContactState State { get; set; }
        public Timestamp Rank { get; set; }
        public Timestamp WaitingSince { get; set; }
        public Timestamp ConnectedAt { get; set; }
        public Timestamp TalkEndedAt { get; set; }
        public AgentId? Agent { get; set; }
        public bool Callback { get; set; }
        public int Events { get; set; }
        public (OfferId Offer, AgentId Agent, Timestamp At)? Handover { get; set; }
        public List<(OfferId Offer, AgentId Agent, Timestamp At)> Offers { get; } = [];
    }
}

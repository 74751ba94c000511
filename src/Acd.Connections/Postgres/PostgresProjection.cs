// Over 300 lines because the tables follow from one pass over one state.
using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Connections;

/// <summary>
/// Makes the rows of the tables from the center's events. What it knows of open contacts is in the tables too, so that another
/// one goes on where this one ended.
/// </summary>
internal sealed class PostgresProjection
{
    private static readonly QueueSettings Default = new(QueueId.Default);

    private readonly Dictionary<string, ContactRow> _contacts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AgentStateRow> _agents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TargetRow> _targets = new(StringComparer.Ordinal);
    private readonly List<QueueLogLine> _lines = [];
    private readonly QueueLogState _logState;
    private readonly QueueLogProjection _log;
    private PostgresBatch _batch = new();
    private DateTime _at;

    /// <param name="log">What the lines of queue_log need.</param>
    /// <param name="gateInQueueName">Whether queues in queue_log are named with their gate.</param>
    public PostgresProjection(QueueLogState log, bool gateInQueueName) =>
        (_logState, _log) = (log, new QueueLogProjection(log, gateInQueueName));

    /// <summary>Takes an open contact that the tables have.</summary>
    public void Load(ContactRow contact) => _contacts[contact.Id] = contact;

    /// <summary>Takes an agent's present state that the tables have.</summary>
    public void Load(AgentStateRow state) => _agents[state.Agent] = state;

    /// <summary>Takes a queue's targets that the tables have.</summary>
    public void Load(TargetRow target) => _targets[target.Queue] = target;

    /// <summary>The rows of events.</summary>
    public PostgresBatch Apply(IReadOnlyList<CenterEvent> events)
    {
        _batch = new PostgresBatch();
        foreach (var one in events) Apply(one);
        foreach (var one in events) AddLogState(one);
        return _batch;
    }

    private void AddLogState(CenterEvent one)
    {
        Put(LogStateRow.Started, "true");
        if (one is ContactEvent { Contact.Value: var contact })
            Put(LogStateRow.Contact + contact, JsonOf(_logState.Contacts.GetValueOrDefault(contact)));
        else if (one.Agent is { Value: var agent })
            Put(LogStateRow.Agent + agent, JsonOf(_logState.Agents.GetValueOrDefault(agent)));

        void Put(string key, string? json) => _batch.LogStates[key] = new LogStateRow(key, json);

        static string? JsonOf<T>(T? value) where T : class => value is null ? null : JsonSerializer.Serialize(value);
    }

    private void Apply(CenterEvent one)
    {
        _at = one.At.ToDateTimeOffset().UtcDateTime;
        var about = one as ContactEvent;
        _batch.Events.Add(new EventRow(
            one.Sequence, _at, EventJson.NameOf(one), about?.Contact.Value, about?.Queue.Value, about?.Gate?.Value,
            one.Agent?.Value, Encoding.UTF8.GetString(EventJson.GetUtf8(one).Span)));
        AddLog(one);
        if (one is ContactQueued queued) Enter(queued);
        else if (about is not null && _contacts.TryGetValue(about.Contact.Value, out var contact)) Apply(contact, about);
        else if (one is AgentWrapUpEnded { Queue: var queue, Gate: var gate, WrapUp: var wrapUp })
        {
            _batch.Outcomes.Add(new OutcomeRow(
                one.Sequence, "wrapUp", _at, null, queue.Value, gate?.Value, null, one.Agent?.Value, Callback: false)
            {
                WrapUpMs = Milliseconds(wrapUp),
            });
        }
        else if (one is AgentPresenceChanged presence) Apply(presence);
        else if (one is AgentChanged { Profile: null, Agent: { } gone }) EndState(gone.Value);
        else if (one is SettingsChanged settings) Apply(settings);
    }

    private void AddLog(CenterEvent one)
    {
        _lines.Clear();
        _log.Apply(one, _lines);
        for (var i = 0; i < _lines.Count; i++) _batch.Log.Add(new LogRow(one.Sequence, i, _lines[i]));
    }

    private void Enter(ContactQueued queued)
    {
        var contact = new ContactRow
        {
            Number = queued.Sequence,
            Id = queued.Contact.Value,
            Queue = queued.Queue.Value,
            Gate = queued.Gate?.Value,
            Channel = queued.Channel.Value,
            CallerId = queued.CallerId,
            Round = queued.Round,
            EnteredAt = _at,
        };
        _contacts[contact.Id] = contact;
        Begin(contact, "waiting");
        Count(contact, queued, "entered");
    }

    private void Apply(ContactRow contact, ContactEvent one)
    {
        _batch.Contacts[contact.Number] = contact;
        switch (one)
        {
            case ContactOffered offered:
                Offer(contact, offered);
                break;
            case OfferAccepted or OfferDeclined or OfferTimedOut or OfferRevoked:
                EndOffer(contact, (OfferEvent)one);
                break;
            case ContactConnected connected:
                Connect(contact, connected);
                break;
            case ContactHeld:
                Begin(contact, "hold", contact.Agent);
                break;
            case ContactResumed:
                Begin(contact, "talk", contact.Agent);
                break;
            case WrapUpStarted started:
                contact.EndedBy = NameOf(started.EndedBy);
                Begin(contact, "wrapUp", contact.Agent);
                break;
            case ContactTransferred { To: not null } handedOver:
                Handle(contact, handedOver, handedOver.Talk, handedOver.Hold);
                contact.Transfers++;
                break;
            case ContactTransferred transferred:
                Transfer(contact, transferred);
                break;
            case PlanStepped { Skipped: false } stepped:
                Step(contact, stepped);
                break;
            case CallbackRequested:
                contact.Callback = true;
                Count(contact, one, "callbackRequested");
                break;
            case CallbackFailed failed:
                Handle(contact, one, failed.Talk, failed.Hold);
                Begin(contact, "waiting");
                break;
            case ContactReleased { Do: AgentGoneAction.Requeue } released:
                Handle(contact, one, released.Talk ?? default, released.Hold ?? default);
                Begin(contact, "waiting");
                break;
            case ContactParked parked:
                Handle(contact, one, parked.Talk, parked.Hold);
                Begin(contact, "parked", parked.Agent?.Value);
                break;
            case ContactUnparked:
                Begin(contact, "waiting");
                break;
            case ContactClosed closed:
                Close(contact, closed);
                break;
        }
    }

    private void Offer(ContactRow contact, ContactOffered offered)
    {
        var agent = offered.Agent?.Value ?? "";
        var segment = AddSegment(contact, "ringing", agent);
        var offer = new OfferRow
        {
            Number = offered.Sequence,
            Id = offered.Offer.Value,
            ContactNumber = contact.Number,
            Contact = contact.Id,
            Agent = agent,
            Queue = contact.Queue,
            Gate = contact.Gate,
            Segment = segment.Segment,
            OfferedAt = _at,
        };
        contact.Offers++;
        contact.Ringing.Add((offer, segment));
        _batch.Offers[offer.Number] = offer;
    }

    private void EndOffer(ContactRow contact, OfferEvent one)
    {
        var index = contact.Ringing.FindIndex(ringing => ringing.Offer.Id == one.Offer.Value);
        if (index < 0) return;
        var (offer, segment) = contact.Ringing[index];
        contact.Ringing.RemoveAt(index);
        (offer.EndedAt, offer.Cause) = (_at, (one as OfferDeclined)?.Cause);
        offer.Result = one switch
        {
            OfferAccepted => "accepted",
            OfferDeclined => "declined",
            OfferTimedOut => "timedOut",
            _ => "revoked",
        };
        _batch.Offers[offer.Number] = offer;
        End(segment);
    }

    private void Connect(ContactRow contact, ContactConnected connected)
    {
        contact.Agent = connected.Agent?.Value;
        contact.AnsweredAt ??= _at;
        Begin(contact, "talk", contact.Agent);

        // Nobody waited for the second agent of a hand-over.
        if (connected.From is not null) return;
        Count(contact, connected, "answered", row => row with
        {
            WaitMs = Milliseconds(connected.Wait),
            InTarget = Milliseconds(connected.Wait) <= TargetOf(contact.Queue).ServiceLevelMs,
        });
    }

    private void Transfer(ContactRow contact, ContactTransferred transferred)
    {
        var wasServed = contact.Present is { Kind: not ("waiting" or "parked") };
        if (!wasServed && transferred.FromQueue is null && contact.Present is { Kind: "waiting" }) return;
        if (wasServed) Handle(contact, transferred, transferred.Talk, transferred.Hold);
        contact.Transfers++;
        MoveTo(contact, transferred);
        Count(contact, transferred, "transferredIn");
    }

    private void Step(ContactRow contact, PlanStepped stepped)
    {
        if (stepped.FromQueue is null) return;
        Count(contact, stepped, "movedOut");
        MoveTo(contact, stepped);
        Count(contact, stepped, "movedIn");
    }

    private void Close(ContactRow contact, ContactClosed closed)
    {
        foreach (var (_, segment) in contact.Ringing) End(segment);
        contact.Ringing.Clear();
        if (contact.Present is { } present) End(present);
        (contact.Present, contact.ClosedAt) = (null, _at);
        contact.Reason = JsonNamingPolicy.CamelCase.ConvertName($"{closed.Reason}");
        contact.EndedBy = NameOf(closed.EndedBy) ?? contact.EndedBy;
        if (closed.Agent is not null) Handle(contact, closed, closed.Talk, closed.Hold, closed.WrapUp);
        else
        {
            Count(contact, closed, contact.Reason, row => row with
            {
                WaitMs = Milliseconds(closed.Wait),
                Short = Milliseconds(closed.Wait) <= TargetOf(contact.Queue).ShortAbandonMs,
            });
        }

        _contacts.Remove(contact.Id);
    }

    private void MoveTo(ContactRow contact, ContactEvent one)
    {
        (contact.Queue, contact.Gate) = (one.Queue.Value, one.Gate?.Value);
        Begin(contact, "waiting");
    }

    /// <summary>An agent finished the contact, or passed it on; it counts where the contact was.</summary>
    private void Handle(ContactRow contact, ContactEvent one, TimeSpan talk, TimeSpan hold, TimeSpan wrapUp = default) =>
        Count(contact, one, "handled", row => row with
        {
            TalkMs = Milliseconds(talk),
            HoldMs = Milliseconds(hold),
            WrapUpMs = Milliseconds(wrapUp),
        });

    private void Count(ContactRow contact, ContactEvent one, string kind, Func<OutcomeRow, OutcomeRow>? with = null)
    {
        _batch.Contacts[contact.Number] = contact;
        var row = new OutcomeRow(
            one.Sequence, kind, _at, contact.Number, contact.Queue, contact.Gate, contact.Channel, one.Agent?.Value,
            contact.Callback);
        _batch.Outcomes.Add(with is null ? row : with(row));
    }

    /// <summary>The contact is in another segment from now on.</summary>
    private void Begin(ContactRow contact, string kind, string? agent = null)
    {
        if (contact.Present is { } present) End(present);
        contact.Present = AddSegment(contact, kind, agent);
    }

    private SegmentRow AddSegment(ContactRow contact, string kind, string? agent)
    {
        var segment = new SegmentRow
        {
            ContactNumber = contact.Number,
            Segment = ++contact.Segments,
            Contact = contact.Id,
            Kind = kind,
            Queue = contact.Queue,
            Gate = contact.Gate,
            Agent = agent,
            BeganAt = _at,
        };
        _batch.Segments[(contact.Number, segment.Segment)] = segment;
        return segment;
    }

    private void End(SegmentRow segment)
    {
        segment.EndedAt = _at;
        _batch.Segments[(segment.ContactNumber, segment.Segment)] = segment;
    }

    private void Apply(AgentPresenceChanged changed)
    {
        var agent = changed.Agent?.Value ?? "";
        EndState(agent);
        var state = new AgentStateRow
        {
            Number = changed.Sequence,
            Agent = agent,
            Presence = JsonNamingPolicy.CamelCase.ConvertName($"{changed.Presence}"),
            Reason = changed.Reason,
            Forced = changed.Forced,
            BeganAt = _at,
        };
        _agents[agent] = _batch.AgentStates[state.Number] = state;
    }

    private void EndState(string agent)
    {
        if (!_agents.Remove(agent, out var former)) return;
        former.EndedAt = _at;
        _batch.AgentStates[former.Number] = former;
    }

    private void Apply(SettingsChanged changed)
    {
        foreach (var queue in changed.Settings?.Queues ?? []) SetTarget(queue);
        if (changed.Queue is { } put) SetTarget(put);
        if (changed.RemovedQueue is { } removed) SetTarget(new QueueSettings(removed));
    }

    private void SetTarget(QueueSettings queue) => _targets[queue.Id.Value] = _batch.Targets[queue.Id.Value] = new TargetRow(
        queue.Id.Value, Milliseconds(queue.ServiceLevelTarget), Milliseconds(queue.ShortAbandon));

    private TargetRow TargetOf(string queue) => _targets.TryGetValue(queue, out var target)
        ? target
        : new TargetRow(queue, Milliseconds(Default.ServiceLevelTarget), Milliseconds(Default.ShortAbandon));

    private static string? NameOf(Party? party) => party is { } one ? JsonNamingPolicy.CamelCase.ConvertName($"{one}") : null;

    private static long Milliseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;
}

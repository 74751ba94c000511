using System.Globalization;
using Acd.Core;

namespace Acd.Connections;

/// <summary>
/// Makes the lines of <c>queue_log</c> from the center's events. The same events make the same lines, so that a log that broke
/// off goes on where it ended.
/// </summary>
/// <param name="state">What it knows.</param>
/// <param name="gateInQueueName">Whether a queue is named <c>queue/gate</c> where a contact came by a gate.</param>
internal sealed class QueueLogProjection(QueueLogState state, bool gateInQueueName)
{
    private readonly WaitingPlaces _places = new(state.Contacts.Values);
    private List<QueueLogLine> _lines = [];
    private long _now;

    /// <summary>Appends the lines of an event.</summary>
    public void Apply(CenterEvent one, List<QueueLogLine> lines)
    {
        (_lines, _now) = (lines, one.At.Milliseconds);
        if (!state.HasStarted)
        {
            state.HasStarted = true;
            Add(QueueLogLine.None, QueueLogLine.None, QueueLogLine.None, "QUEUESTART");
        }

        if (one is ContactEvent about) Apply(about);
        else if (one is SettingsChanged) Add(QueueLogLine.None, QueueLogLine.None, QueueLogLine.None, "CONFIGRELOAD");
        else if (one is AgentPresenceChanged presence) Apply(presence);
        else if (one is AgentChanged agent) Apply(agent);
    }

    private void Apply(ContactEvent one)
    {
        var id = one.Contact.Value;
        if (one is ContactQueued queued)
        {
            if (state.Contacts.Remove(id, out var former)) _places.Leave(former);
            var entered = new LoggedContact { CallId = id, Queue = one.Queue.Value, Sequence = one.Sequence };
            state.Contacts[id] = entered;
            Enter(entered, one, queued.Rank.Milliseconds, queued.CallerId ?? "");
            return;
        }

        // Its first events were gone before this log began.
        if (!state.Contacts.TryGetValue(id, out var contact) || IsOfHandover(contact, one)) return;
        switch (one)
        {
            case ContactConnected connected:
                Connect(contact, connected);
                break;
            case OfferTimedOut { Ring: var ring }:
                AddRing(contact, one, "RINGNOANSWER", ring);
                break;
            case OfferDeclined { Ring: var ring }:
                AddRing(contact, one, "RINGNOANSWER", ring);
                break;
            case OfferRevoked { Ring: var ring }:
                AddRing(contact, one, "RINGCANCELED", ring);
                break;
            case WrapUpStarted:
                Complete(contact, one);
                break;
            case ContactTransferred moved:
                Transfer(contact, moved);
                break;
            case PlanStepped step:
                Step(contact, step);
                break;
            case ContactPriorityChanged changed:
                _places.Move(contact, changed.Rank.Milliseconds);
                break;
            case CallbackRequested:
                Exit(contact, "EXITWITHKEY", "callback");
                contact.CallId = $"{id}-callback";
                Enter(contact, one, contact.Rank, "");
                break;
            case CallbackFailed or ContactReleased { Do: AgentGoneAction.Requeue }:
                Complete(contact, one);
                Enter(contact, one, contact.Rank, "");
                break;
            case ContactParked:
                Complete(contact, one);
                break;
            case ContactUnparked:
                Enter(contact, one, contact.Rank, "");
                break;
            case ContactClosed closed:
                Close(contact, closed);
                state.Contacts.Remove(id);
                break;
        }
    }

    private void Enter(LoggedContact contact, ContactEvent one, long rank, string callerId)
    {
        (contact.Queue, contact.Gate, contact.EnteredAt) = (one.Queue.Value, one.Gate?.Value, _now);
        (contact.Rank, contact.AnsweredAt, contact.Agent) = (rank, null, null);
        _places.Enter(contact);
        contact.FirstPlace = _places.Count(contact.Queue);
        Add(contact, QueueLogLine.None, "ENTERQUEUE", "", callerId, Text(contact.FirstPlace));
    }

    private void Connect(LoggedContact contact, ContactConnected connected)
    {
        _places.Leave(contact);
        (contact.AnsweredAt, contact.Agent) = (_now, connected.Agent?.Value ?? QueueLogLine.None);
        contact.HoldTime = SecondsOf(connected.Wait);
        Add(
            contact, contact.Agent, "CONNECT", Text(contact.HoldTime), connected.Offer.Value,
            Text((long)connected.Ring.TotalSeconds));
    }

    private void AddRing(LoggedContact contact, ContactEvent one, string name, TimeSpan ring) =>
        Add(contact, one.Agent?.Value ?? QueueLogLine.None, name, Text((long)ring.TotalMilliseconds));

    private void Complete(LoggedContact contact, ContactEvent one)
    {
        if (contact is not { AnsweredAt: { } answered, Agent: { } agent }) return;
        Add(
            contact, agent, QueueLogNames.CompletionOf(one), Text(contact.HoldTime), Text(Seconds(_now) - Seconds(answered)),
            Text(contact.FirstPlace));
        contact.AnsweredAt = null;
    }

    private void Transfer(LoggedContact contact, ContactTransferred moved)
    {
        if (contact is { AnsweredAt: { } answered, Agent: { } agent })
        {
            Add(
                contact, agent, "BLINDTRANSFER", moved.Queue.Value, moved.Gate?.Value ?? "", Text(contact.HoldTime),
                Text(Seconds(_now) - Seconds(answered)), Text(contact.FirstPlace));
        }
        else if (contact.IsWaiting) Exit(contact, "EXITWITHKEY", "transfer");
        Enter(contact, moved, moved.Rank.Milliseconds, "");
    }

    /// <summary>Logs what belongs to a hand-over. False for any other event.</summary>
    private bool IsOfHandover(LoggedContact contact, ContactEvent one)
    {
        switch (one)
        {
            case ContactOffered { From: not null } offered:
                contact.Handover = offered.Offer.Value;
                return true;
            case OfferEvent ended when ended.Offer.Value == contact.Handover:
                // It is no ring of the queue.
                contact.Handover = null;
                return true;
            case ContactTransferred { To: not null } handedOver:
                HandOver(contact, handedOver);
                return true;
            default:
                return one is ContactConnected { From: not null };
        }
    }

    /// <summary>As at Asterisk, the queue is done with a call that its agent has handed over.</summary>
    private void HandOver(LoggedContact contact, ContactTransferred moved)
    {
        if (contact is not { AnsweredAt: { } answered, Agent: { } agent }) return;
        Add(
            contact, agent, "ATTENDEDTRANSFER", "AGENT", moved.To!.Value.Value, Text(contact.HoldTime),
            Text(Seconds(_now) - Seconds(answered)), Text(contact.FirstPlace));
        (contact.AnsweredAt, contact.Agent) = (null, null);
    }

    private void Step(LoggedContact contact, PlanStepped step)
    {
        if (step.FromQueue is null && step.FromGate is null && step.Queue.Value == contact.Queue)
        {
            _places.Move(contact, step.Rank.Milliseconds);
            return;
        }

        if (contact.IsWaiting) Exit(contact, QueueLogNames.ExitOf(step.Cause));
        Enter(contact, step, step.Rank.Milliseconds, "");
    }

    private void Close(LoggedContact contact, ContactClosed closed)
    {
        if (contact.AnsweredAt is not null) Complete(contact, closed);
        else if (closed.Agent is not null) return;
        else if (closed.Reason == CloseReason.Abandoned) Exit(contact, "ABANDON", null, closed.Wait);
        else if (closed.Reason == CloseReason.Canceled) Exit(contact, "EXITWITHKEY", "canceled", closed.Wait);
        else Exit(contact, closed.RejectedFor == RejectCause.Unstaffed ? "EXITEMPTY" : "EXITWITHTIMEOUT", null, closed.Wait);
    }

    /// <summary>The contact leaves the line without an agent.</summary>
    private void Exit(LoggedContact contact, string name, string? key = null, TimeSpan? waited = null)
    {
        var seconds = waited is { } known ? SecondsOf(known) : Seconds(_now) - Seconds(contact.EnteredAt);
        var (place, first, wait) = (Text(_places.PlaceOf(contact)), Text(contact.FirstPlace), Text(seconds));
        _places.Leave(contact);
        if (key is null) Add(contact, QueueLogLine.None, name, place, first, wait);
        else Add(contact, QueueLogLine.None, name, key, place, first, wait);
    }

    private void Apply(AgentPresenceChanged changed)
    {
        var id = changed.Agent?.Value ?? QueueLogLine.None;
        if (!state.Agents.TryGetValue(id, out var agent)) state.Agents[id] = agent = new LoggedAgent();
        if (changed.Presence == Presence.Offline)
        {
            if (agent.LoggedInAt is { } since)
                Add(QueueLogLine.None, QueueLogLine.None, id, "AGENTLOGOFF", id, Text(Seconds(_now) - Seconds(since)));
            (agent.LoggedInAt, agent.Pause) = (null, null);
            return;
        }

        if (agent.LoggedInAt is null)
        {
            agent.LoggedInAt = _now;
            Add(QueueLogLine.None, QueueLogLine.None, id, "AGENTLOGIN", id);
        }

        var pause = changed.Presence switch
        {
            Presence.Available => null,
            Presence.Draining => "draining",
            _ => changed.Reason ?? "",
        };
        if (pause == agent.Pause) return;
        if (agent.Pause is { } former) Add(QueueLogLine.None, QueueLogLine.None, id, "UNPAUSE", former);
        if (pause is not null) Add(QueueLogLine.None, QueueLogLine.None, id, "PAUSE", pause);
        agent.Pause = pause;
    }

    private void Apply(AgentChanged changed)
    {
        var id = changed.Agent?.Value ?? QueueLogLine.None;
        if (changed.Profile is not null && state.Agents.TryAdd(id, new LoggedAgent()))
            Add("MANAGER", QueueLogLine.None, id, "ADDMEMBER");
        else if (changed.Profile is null && state.Agents.Remove(id))
            Add("MANAGER", QueueLogLine.None, id, "REMOVEMEMBER");
    }

    /// <summary>A time that ends now, as the difference of two times in whole seconds.</summary>
    private long SecondsOf(TimeSpan time) => Seconds(_now) - Seconds(_now - (long)time.TotalMilliseconds);

    private void Add(LoggedContact contact, string agent, string name, params IReadOnlyList<string> data) =>
        Add(contact.CallId, NameOf(contact), agent, name, data);

    private void Add(string call, string queue, string agent, string name, params IReadOnlyList<string> data) =>
        _lines.Add(new QueueLogLine(Seconds(_now), call, queue, agent, name, data));

    private string NameOf(LoggedContact contact) =>
        gateInQueueName && contact.Gate is { } gate && gate != contact.Queue ? $"{contact.Queue}/{gate}" : contact.Queue;

    private static long Seconds(long milliseconds) => Math.DivRem(milliseconds, 1000).Quotient;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Events are numbered without a gap, over the center and within each contact. A subscriber gets each committed event of its
/// stream once, in order, and no other event.
/// </summary>
internal sealed class EventsWithoutGap : Checker
{
    public override string Rule => "The event stream has no gap.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent.Sequence != state.LastSequence + 1)
            return $"Event {centerEvent.Sequence} follows event {state.LastSequence}.";
        if (centerEvent is not ContactEvent contactEvent) return null;
        var last = contactEvent is ContactQueued
            ? 0
            : state.Contacts.GetValueOrDefault(contactEvent.Contact)?.Events ?? contactEvent.ContactSequence - 1;
        return contactEvent.ContactSequence == last + 1
            ? null
            : $"Event {contactEvent.ContactSequence} of the contact {contactEvent.Contact} follows its event {last}.";
    }

    public override string? OnGap(string what) => what;

    public override string? OnDelivery(EventDelivery delivery, SimulatedDatabase database)
    {
        var (subscriber, centerEvent) = delivery;
        if (centerEvent.Sequence > database.LastSequence)
            return $"{subscriber} got event {centerEvent.Sequence} before it was committed.";
        var next = subscriber.Next;
        if (next?.Sequence != centerEvent.Sequence)
        {
            return $"{subscriber} got event {centerEvent.Sequence} after {subscriber.LastSequence}; "
                + $"event {next?.Sequence} was next.";
        }

        return StoredDocument.Of(centerEvent).Json == database.Events[(int)centerEvent.Sequence - 1].Json
            ? null
            : $"{subscriber} got a different event {centerEvent.Sequence} than was committed.";
    }

    public override string? WhenQuiescent(QuiescentState quiescent)
    {
        foreach (var subscriber in quiescent.Subscribers)
        {
            if (subscriber.Next is { Sequence: var missed })
                return $"{subscriber} got nothing after event {subscriber.LastSequence}, but event {missed} is for it.";
        }

        return null;
    }
}

/// <summary>
/// The state projected from events equals the documents, contact by contact and agent by agent, and the engine's own counts.
/// </summary>
internal sealed class StatisticsMatchEvents : Checker
{
    public override string Rule => "State projected from events equals the engine's own counts.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        var open = database.Contacts.Count - database.Closed.Count;
        if (open != state.Contacts.Count)
            return $"By the events {state.Contacts.Count} contacts are open, by the documents {open}.";
        if (database.Agents.Count != state.Agents.Count)
            return $"By the events there are {state.Agents.Count} agents, by the documents {database.Agents.Count}.";
        return commit.Changes.Contacts.Select(document => Compare(document, state)).FirstOrDefault(wrong => wrong is not null)
            ?? commit.Changes.Agents.Select(document => Compare(document, state)).FirstOrDefault(wrong => wrong is not null);
    }

    public override string? WhenQuiescent(QuiescentState quiescent)
    {
        if (quiescent.Replies.Select(entry => entry.Reply).OfType<CenterReply>().FirstOrDefault() is not { Counts: var counts })
            return "The engine does not return its counts.";
        foreach (var subscriber in quiescent.Subscribers)
        {
            if (subscriber.State is { } projected && projected.Counts != counts)
                return $"{subscriber} counts {projected.Counts}, but the engine counts {counts}.";
        }

        return quiescent.Replies.Select(entry => Statistics(quiescent.State, entry.Query, entry.Reply))
            .FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>Compares the current figures of the engine's statistics.</summary>
    private static string? Statistics(ProjectedState state, Query query, Reply reply) => (query, reply) switch
    {
        (GetAgentStats { Agent: var id }, AgentStatsReply stats) when state.Agents.TryGetValue(id, out var agent) =>
            Compare(query, stats.Now, new AgentNow(
                agent.Presence, CountIn(agent, ContactState.Offered), CountIn(agent, ContactState.Connected),
                CountIn(agent, ContactState.WrapUp) + agent.WrapUps.Count)),
        (GetCenterStats, ContactStatsReply stats) => Compare(query, stats.Now, NowOf(state, state.Contacts.Values))
            ?? Compare(query, stats.Agents!, AgentsOf(state)),
        (GetQueueStats { Queue: var id }, ContactStatsReply stats) =>
            Compare(query, stats.Now, NowOf(state, state.Contacts.Values.Where(contact => contact.Queue == id))),
        (GetGateStats { Gate: var id }, ContactStatsReply stats) =>
            Compare(query, stats.Now, NowOf(state, state.Contacts.Values.Where(contact => contact.Gate == id))),
        _ => null,
    };

    private static int CountIn(ProjectedAgent agent, ContactState state) =>
        agent.Assignments.Count(one => state == (one.Offer.Accepted ? one.Contact.State : ContactState.Offered));

    private static ContactsNow NowOf(ProjectedState state, IEnumerable<ProjectedContact> contacts)
    {
        var all = contacts.ToList();
        var parked = all.Count(contact => contact.Parked is not null);
        return new ContactsNow(
            CountIn(ContactState.Queued) - parked, CountIn(ContactState.Offered), CountIn(ContactState.Connected),
            CountIn(ContactState.WrapUp),
            all.Count(contact => contact is { State: <= ContactState.Offered, Callback: not null }))
        {
            Parked = parked,
            ConnectedOffline = all.Count(contact => contact.State == ContactState.Connected && IsOffline(contact.Agent)),
        };

        bool IsOffline(AgentId? id) =>
            id is { } agent && state.Agents.GetValueOrDefault(agent) is { Presence: Presence.Offline };

        int CountIn(ContactState state) => all.Count(contact => contact.State == state);
    }

    /// <summary>Counts each agent once: an agent who is offline is that first, whatever it has.</summary>
    private static AgentsNow AgentsOf(ProjectedState state)
    {
        var groups = state.Agents.Values.ToLookup(agent => agent switch
        {
            { Presence: Presence.Offline } => "offline",
            _ when CountIn(agent, ContactState.Connected) > 0 => "busy",
            _ when CountIn(agent, ContactState.WrapUp) + agent.WrapUps.Count > 0 => "wrapUp",
            { Presence: Presence.NotReady } => "notReady",
            { Presence: Presence.Draining } => "draining",
            _ => agent.Assignments.Count > 0 ? "offered" : "idle",
        });
        return new AgentsNow(
            Count("offline"), Count("idle"), Count("offered"), Count("busy"), Count("wrapUp"), Count("notReady"),
            Count("draining"), state.CountWith(Presence.Available));

        int Count(string group) => groups[group].Count();
    }

    private static string? Compare(Query query, AgentsNow stats, AgentsNow projected) =>
        stats == projected ? null : $"To {MessageFormatter.Of(query)} the engine replies {stats}, its events give {projected}.";

    private static string? Compare(Query query, AgentNow stats, AgentNow projected) =>
        stats == projected ? null : $"To {MessageFormatter.Of(query)} the engine replies {stats}, its events give {projected}.";

    private static string? Compare(Query query, ContactsNow stats, ContactsNow projected) =>
        stats with { LongestWait = null } == projected
            ? null
            : $"To {MessageFormatter.Of(query)} the engine replies {stats}, its events give {projected}.";

    private static string? Compare(ContactDocument document, ProjectedState state)
    {
        if (document.State == ContactState.Closed) return null;
        if (!state.Contacts.TryGetValue(document.Id, out var projected)) return $"By its events {document.Id} is not open.";
        var agent = document.State is ContactState.Connected or ContactState.WrapUp ? document.Agent : null;
        var fromDocument = (document.State, document.Events, document.Priority, document.Queue, document.Channel, agent);
        var fromEvents =
            (projected.State, projected.Events, projected.Priority, projected.Queue, projected.Channel, projected.Agent);
        if (fromDocument != fromEvents) return $"By its document {document.Id} is {fromDocument}, by its events {fromEvents}.";
        if (Waiting(document, projected) is { } other) return other;
        if (!document.Requirements.SequenceEqual(projected.Requirements))
            return $"By its events {document.Id} has other requirements.";
        return document.ToldUnservable && !projected.ToldUnservable
            ? $"By its document {document.Id} was reported as unservable, by its events not."
            : null;
    }

    /// <summary>Compares what the counts do not show, but the contact's deadlines depend on.</summary>
    private static string? Waiting(ContactDocument document, ProjectedContact projected)
    {
        var done = projected.Plan is null ? document.PlanDone : projected.PlanDone;
        var fromDocument = (document.Gate, document.EnteredAt, document.WaitingSince, document.InQueueSince, document.PlanDone,
            document.Expired, document.Callback, document.PreferredAgent, document.HeldSince is not null, document.WrapUpDue,
            document.Release, document.Parked);
        var fromEvents = (projected.Gate, projected.EnteredAt, projected.WaitingSince, (Timestamp?)projected.InQueueSince, done,
            projected.Expired, projected.Callback, projected.Preference?.Agent, projected.IsHeld, projected.WrapUpDue,
            projected.Release, projected.Parked);
        return fromDocument == fromEvents
            ? null
            : $"By its document {document.Id} waits as {fromDocument}, by its events as {fromEvents}.";
    }

    private static string? Compare(AgentDocument document, ProjectedState state)
    {
        if (!state.Agents.TryGetValue(document.Id, out var projected))
            return $"By the events the agent {document.Id} does not exist.";
        var (fromDocument, fromEvents) = ((document.Presence, document.Reason), (projected.Presence, projected.Reason));
        if (fromDocument != fromEvents) return $"By its document {document.Id} is {fromDocument}, by its events {fromEvents}.";
        if (document.CountedDay is { } day && (day, document.ContactsToday) != projected.Accepted)
            return $"{document.Id} accepted {document.ContactsToday} contacts on {day}; its events give {projected.Accepted}.";
        var (one, other) = (document.Profile, projected.Profile);
        var same = one with { Skills = [], Channels = [] } == other with { Skills = [], Channels = [] }
            && one.Skills.SequenceEqual(other.Skills) && one.Channels.SequenceEqual(other.Channels);
        return same ? null : $"By its events {document.Id} has another profile.";
    }
}

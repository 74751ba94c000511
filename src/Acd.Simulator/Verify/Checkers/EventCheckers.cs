using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Events are numbered without a gap, over the center and within each contact, and whoever subscribes gets those that were
/// committed, each once, and no other.
/// </summary>
internal sealed class EventsWithoutGap : Checker
{
    public override string Rule => "The event stream has no gap.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened.Sequence != center.LastSequence + 1) return $"Event {happened.Sequence} follows event {center.LastSequence}.";
        if (happened is not ContactEvent about) return null;
        var last = about is ContactQueued
            ? 0
            : center.Contacts.GetValueOrDefault(about.Contact)?.Events ?? about.ContactSequence - 1;
        return about.ContactSequence == last + 1
            ? null
            : $"Event {about.ContactSequence} of the contact {about.Contact} follows its event {last}.";
    }

    public override string? OnGap(string what) => what;

    public override string? OnDelivery(EventDelivery delivery, SimulatedDatabase database)
    {
        var (watcher, happened) = delivery;
        if (happened.Sequence > database.LastSequence)
            return $"{watcher} got event {happened.Sequence} before it was committed.";
        var next = watcher.Next;
        if (next?.Sequence != happened.Sequence)
            return $"{watcher} got event {happened.Sequence} after {watcher.LastSequence}; event {next?.Sequence} was next.";
        return StoredDocument.Of(happened).Json == database.Events[(int)happened.Sequence - 1].Json
            ? null
            : $"{watcher} got another event {happened.Sequence} than was committed.";
    }

    public override string? WhenQuiescent(QuiescentState rest)
    {
        foreach (var watcher in rest.Subscribers)
        {
            if (watcher.Next is { Sequence: var missed })
                return $"{watcher} has nothing after event {watcher.LastSequence}, but event {missed} is its own.";
        }

        return null;
    }
}

/// <summary>
/// What is made of events alone is what the documents say, contact by contact and agent by agent, and what the engine counts.
/// </summary>
internal sealed class StatisticsMatchEvents : Checker
{
    public override string Rule => "Boards made of events equal the engine's own counts.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        var open = database.Contacts.Count - database.Closed.Count;
        if (open != center.Contacts.Count)
            return $"By the events {center.Contacts.Count} contacts are open, by the documents {open}.";
        if (database.Agents.Count != center.Agents.Count)
            return $"By the events there are {center.Agents.Count} agents, by the documents {database.Agents.Count}.";
        return commit.Changes.Contacts.Select(document => Compare(document, center)).FirstOrDefault(wrong => wrong is not null)
            ?? commit.Changes.Agents.Select(document => Compare(document, center)).FirstOrDefault(wrong => wrong is not null);
    }

    public override string? WhenQuiescent(QuiescentState rest)
    {
        if (rest.Replies.Select(answer => answer.Reply).OfType<CenterReply>().FirstOrDefault() is not { Counts: var counts })
            return "The engine does not say how many contacts and agents it has.";
        foreach (var watcher in rest.Subscribers)
        {
            if (watcher.State is { } board && board.Counts != counts)
                return $"{watcher} counts {board.Counts}, the engine {counts}.";
        }

        return rest.Replies.Select(answer => Statistics(rest.State, answer.Query, answer.Reply))
            .FirstOrDefault(wrong => wrong is not null);
    }

    /// <summary>What is wrong with how things stand by the engine's own boards.</summary>
    private static string? Statistics(ProjectedState center, Query query, Reply reply) => (query, reply) switch
    {
        (GetAgentStats { Agent: var id }, AgentStatsReply stats) when center.Agents.TryGetValue(id, out var agent) =>
            Compare(query, stats.Now, new AgentNow(
                agent.Presence, In(agent, ContactState.Offered), In(agent, ContactState.Connected),
                In(agent, ContactState.WrapUp))),
        (GetCenterStats, ContactStatsReply stats) => Compare(query, stats.Now, NowOf(center.Contacts.Values)),
        (GetQueueStats { Queue: var id }, ContactStatsReply stats) =>
            Compare(query, stats.Now, NowOf(center.Contacts.Values.Where(contact => contact.Queue == id))),
        (GetGateStats { Gate: var id }, ContactStatsReply stats) =>
            Compare(query, stats.Now, NowOf(center.Contacts.Values.Where(contact => contact.Gate == id))),
        _ => null,
    };

    private static int In(ProjectedAgent agent, ContactState state) => agent.Assignments.Count(one => one.Contact.State == state);

    private static ContactsNow NowOf(IEnumerable<ProjectedContact> contacts)
    {
        var all = contacts.ToList();
        return new ContactsNow(
            In(ContactState.Queued), In(ContactState.Offered), In(ContactState.Connected), In(ContactState.WrapUp),
            all.Count(contact => contact is { State: <= ContactState.Offered, Callback: not null }));

        int In(ContactState state) => all.Count(contact => contact.State == state);
    }

    private static string? Compare(Query query, AgentNow stats, AgentNow told) =>
        stats == told ? null : $"To {MessageFormatter.Of(query)} the engine says {stats}, its events {told}.";

    private static string? Compare(Query query, ContactsNow stats, ContactsNow told) => stats with { LongestWait = null } == told
        ? null
        : $"To {MessageFormatter.Of(query)} the engine says {stats}, its events {told}.";

    private static string? Compare(ContactDocument document, ProjectedState center)
    {
        if (document.State == ContactState.Closed) return null;
        if (!center.Contacts.TryGetValue(document.Id, out var told)) return $"No event tells that {document.Id} is open.";
        var agent = document.State is ContactState.Connected or ContactState.WrapUp ? document.Agent : null;
        var written = (document.State, document.Events, document.Priority, document.Queue, document.Channel, agent);
        var heard = (told.State, told.Events, told.Priority, told.Queue, told.Channel, told.Agent);
        if (written != heard) return $"By its document {document.Id} is {written}, by its events {heard}.";
        if (Waiting(document, told) is { } other) return other;
        if (!document.Requirements.SequenceEqual(told.Requirements)) return $"Events tell other needs of {document.Id}.";
        return document.ToldUnservable == told.ToldUnservable
            ? null
            : $"Events tell otherwise whether {document.Id} was unservable.";
    }

    /// <summary>What no counts tell, but all that is due of a contact depends on.</summary>
    private static string? Waiting(ContactDocument document, ProjectedContact told)
    {
        var done = told.Plan is null ? document.PlanDone : told.PlanDone;
        var written = (document.Gate, document.EnteredAt, document.WaitingSince, document.InQueueSince, document.PlanDone,
            document.Expired, document.Callback, document.PreferredAgent, document.HeldSince is not null, document.WrapUpDue);
        var heard = (told.Gate, told.EnteredAt, told.WaitingSince, (Timestamp?)told.InQueueSince, done,
            told.Expired, told.Callback, told.Preference?.Agent, told.IsHeld, told.WrapUpDue);
        return written == heard ? null : $"By its document {document.Id} waits as {written}, by its events as {heard}.";
    }

    private static string? Compare(AgentDocument document, ProjectedState center)
    {
        if (!center.Agents.TryGetValue(document.Id, out var told))
            return $"No event tells that there is an agent {document.Id}.";
        if ((document.Presence, document.Reason) is var written && (told.Presence, told.Reason) is var heard && written != heard)
            return $"By its document {document.Id} is {written}, by its events {heard}.";
        if (document.CountedDay is { } day && (day, document.ContactsToday) != told.Accepted)
            return $"{document.Id} accepted {document.ContactsToday} contacts on {day}; its events tell {told.Accepted}.";
        var (one, other) = (document.Profile, told.Profile);
        var same = one with { Skills = [], Channels = [] } == other with { Skills = [], Channels = [] }
            && one.Skills.SequenceEqual(other.Skills) && one.Channels.SequenceEqual(other.Channels);
        return same ? null : $"Events tell another profile of {document.Id}.";
    }
}

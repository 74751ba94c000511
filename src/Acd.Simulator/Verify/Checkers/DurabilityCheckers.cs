using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>An acknowledged contact is stored until it is closed, and for as long afterwards as the settings say.</summary>
internal sealed class NoContactLost : Checker
{
    private readonly HashSet<ContactId> _acknowledged = [];

    public override string Rule => "No acknowledged contact is lost.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed.Request is not EnqueueContact { Contact: var id } || revealed.Reply is Refusal) return null;
        if (database.Contacts.ContainsKey(id))
        {
            _acknowledged.Add(id);
            return null;
        }

        // The reply may have been delayed until the contact was closed and forgotten.
        var wasThere = database.Events.Any(centerEvent => centerEvent.Document is ContactQueued queued && queued.Contact == id);
        return wasThere ? null : $"The contact {id} was acknowledged, but the store never had it.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var id in commit.Changes.ForgottenContacts)
        {
            if (Forgotten(id, commit, state, database) is { } wrong) return wrong;
            if (!database.Contacts.ContainsKey(id)) _acknowledged.Remove(id);
        }

        foreach (var id in _acknowledged)
            if (!database.Contacts.ContainsKey(id)) return $"The contact {id} is no longer in the store.";
        foreach (var id in state.Contacts.Keys)
            if (!database.Contacts.ContainsKey(id)) return $"The contact {id} is open, but not in the store.";
        return null;
    }

    private static string? Forgotten(ContactId id, CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        // A contact that is opened again replaces its former round.
        if (commit.Changes.Events.Any(centerEvent => centerEvent is ContactQueued { Round: > 0 } again && again.Contact == id))
            return null;

        // If the contact exists again, open or closed, the one before it was forgotten in the same batch.
        var isBack = commit.Changes.Contacts.Any(contact => contact.Id == id);
        if (isBack && commit.Before.GetValueOrDefault(id)?.ClosedAt is null) return null;
        if (!isBack && state.Contacts.ContainsKey(id)) return $"The open contact {id} was forgotten.";
        var closedAt = isBack ? commit.Before[id].ClosedAt : state.Closed.GetValueOrDefault(id)?.At;
        if (closedAt is not { } at) return $"The contact {id} was forgotten, but never closed.";
        var isOver = at + state.Settings.ClosedContactTtl <= commit.Now;

        // The number at that moment is unknown. At most it is what is there now and all that this batch forgot.
        var tooMany = database.Closed.Count + commit.Changes.ForgottenContacts.Count > state.Settings.ClosedContactsKept;
        return isOver || tooMany ? null : $"The contact {id} closed at {at} and was forgotten before its time.";
    }
}

/// <summary>
/// The content of a reply is in the store when it is revealed, and is not older than what a client or subscriber has seen.
/// </summary>
internal sealed class RepliesAreDurable : Checker
{
    public override string Rule => "A reply is durable and not stale.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database) =>
        revealed.Reply switch
        {
            ContactReply { Contact: var replied } => CheckContact(replied, revealed, database),
            AgentReply { Agent: var replied } => CheckAgent(replied, database),
            _ => null,
        };

    private static string? CheckContact(ContactDocument replied, RevealedReply revealed, SimulatedDatabase database)
    {
        if (replied.Sequence > database.LastSequence) return $"A reply has the contact {replied.Id} before its commit.";
        if (revealed.Seen is { } seen && seen.IsAfter(new ObservedVersion(replied.Sequence, replied.Events)))
            return $"A reply has event {replied.Events} of the contact {replied.Id}; event {seen.Events} had been seen before.";
        if (database.Find(replied.Id) is not { } stored || stored.Sequence != replied.Sequence) return null;
        return replied.Events > stored.Events
            ? $"A reply has event {replied.Events} of the contact {replied.Id}; the store has {stored.Events}."
            : null;
    }

    private static string? CheckAgent(AgentDocument replied, SimulatedDatabase database)
    {
        if (replied.Sequence > database.LastSequence) return $"A reply has the agent {replied.Id} before its commit.";
        if (!database.Agents.TryGetValue(replied.Id, out var stored)) return null;
        return stored.Document.Sequence == replied.Sequence && replied.IdleOrder > stored.Document.IdleOrder
            ? $"A reply has a later idle order of the agent {replied.Id} than the store."
            : null;
    }
}

/// <summary>
/// An engine that is loaded from the store equals the store, document by document. When the center is quiescent, it also equals
/// the engine that serves.
/// </summary>
internal sealed class ReloadMatchesStore : Checker
{
    public override string Rule => "The state after a reload equals the committed state.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        var engine = Engine.Load(database.Read(), commit.Now);
        if (engine.LastSequence != database.LastSequence)
            return $"After a reload the last event has number {engine.LastSequence}.";
        foreach (var (id, stored) in database.Contacts)
        {
            if (stored.Document.State == ContactState.Closed) continue;
            if (engine.Ask(new GetContact(id)) is not ContactReply { Contact: var loaded })
                return $"A reload does not find {id}.";
            if (StoredDocument.Of(loaded).Json is var json && json != stored.Json)
                return $"After a reload {id} is {json}, in the store it is {stored.Json}.";
        }

        foreach (var (id, stored) in database.Agents)
        {
            if (engine.Ask(new GetAgent(id)) is not AgentReply { Agent: var loaded }) return $"A reload does not find {id}.";
            if (StoredDocument.Of(loaded).Json is var json && json != stored.Json)
                return $"After a reload {id} is {json}, in the store it is {stored.Json}.";
        }

        foreach (var id in database.Closed.Keys)
            if (engine.Ask(new GetContact(id)) is not ClosedContactReply) return $"A reload does not know that {id} is closed.";
        return null;
    }

    public override string? WhenQuiescent(QuiescentState quiescent)
    {
        // If events are trimmed that no statistics document includes, the statistics begin anew.
        var counted = quiescent.Database.ReadCounted();
        var engine = Engine.Load(counted ?? quiescent.Database.Read(), quiescent.AskedAt);
        foreach (var (query, live) in quiescent.Replies)
        {
            if (counted is null && query is StatsQuery) continue;
            var (one, other) = (live, Ask(engine, query, live));

            // The engine knows only the end of a closed contact; a host reads its document from the store.
            if (other is ClosedContactReply && query is GetContact { Contact: var id })
                other = new ContactReply(quiescent.Database.Contacts[id].Document);
            if (counted is null) (one, other) = (WithoutEstimate(one), WithoutEstimate(other));
            if (MessageFormatter.Of(one) is var replied && MessageFormatter.Of(other) is var loaded && replied != loaded)
                return $"To {MessageFormatter.Of(query)} the engine replies {replied}, after a reload {loaded}.";
        }

        return null;
    }

    /// <summary>Sends a query to an engine at the time of another engine's reply, if the reply depends on the time.</summary>
    private static Reply Ask(Engine engine, Query query, Reply live) => live switch
    {
        ContactStatsReply { At: var at } => engine.Ask(query, at),
        AgentStatsReply { At: var at } => engine.Ask(query, at),
        _ => engine.Ask(query),
    };

    private static Reply WithoutEstimate(Reply reply) =>
        reply is ContactReply contact ? contact with { EstimatedWait = null } : reply;
}

/// <summary>
/// The store's sorted sets, which get only changes, equal the documents and the indexes of an engine loaded from them.
/// </summary>
internal sealed class SortedSetsMatchEngine : Checker
{
    public override string Rule => "The store's sorted sets equal the engine's indexes.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        var sets = database.Sets;
        var queue = state.Waiting.ToDictionary(contact => contact.Id, contact => contact.Rank.Milliseconds);
        var room = state.Agents.Values
            .Where(agent => agent.Presence == Presence.Available && state.HasRoom(agent, ChannelId.Voice)).ToList();
        var available = room.ToDictionary(agent => agent.Id, agent => database.Agents[agent.Id].Document.IdleOrder);
        var withSkill = room.SelectMany(agent => agent.Profile.Skills.Select(skill => (skill.Skill, agent.Id)))
            .ToDictionary(one => one, one => available[one.Id]);
        return Compare("queue", sets.Queue, queue)
            ?? Compare("available", sets.Available, available)
            ?? Compare("available:skill", sets.AvailableWith, withSkill)
            ?? CompareReloaded(commit, database);
    }

    /// <summary>
    /// Compares the members of the sets with an engine's indexes. When every agent leaves, the engine's changes name the sets.
    /// </summary>
    private static string? CompareReloaded(CommittedBatch commit, SimulatedDatabase database)
    {
        var engine = Engine.Load(database.Read(), commit.Now);
        foreach (var agent in database.Agents.Keys) engine.Apply(new SetPresence(agent, Presence.NotReady), commit.Now);
        var left = engine.TakeChanges().Availability;
        var all = left.ToDictionary(change => change.Agent, _ => 0L);
        var withSkill = left.SelectMany(change => change.Left.Select(skill => (skill, change.Agent)))
            .ToDictionary(one => one, _ => 0L);
        return Compare("available after a reload", Members(database.Sets.Available), all)
            ?? Compare("available:skill after a reload", Members(database.Sets.AvailableWith), withSkill);
    }

    private static Dictionary<TKey, long> Members<TKey>(Dictionary<TKey, long> set) where TKey : notnull =>
        set.Keys.ToDictionary(key => key, _ => 0L);

    private static string? Compare<TKey>(string name, Dictionary<TKey, long> set, Dictionary<TKey, long> index)
        where TKey : notnull
    {
        foreach (var (key, score) in set)
        {
            if (!index.TryGetValue(key, out var right)) return $"The set {name} has {key}, but the engine does not.";
            if (right != score) return $"The set {name} has {key} at {score}, but the engine at {right}.";
        }

        var missing = index.Keys.Where(key => !set.ContainsKey(key)).ToList();
        return missing.Count == 0 ? null : $"The set {name} lacks {missing[0]}, which the engine has.";
    }
}

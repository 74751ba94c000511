using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An engine that is loaded from the store says what the store says, document by document, and, at rest, what the engine says
/// that has served all the while.
/// </summary>
internal sealed class ReloadMatchesStore : Checker
{
    public override string Rule => "The state after a reload equals the committed state.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        var engine = Engine.Load(database.Read(), commit.Now);
        if (engine.LastSequence != database.LastSequence)
            return $"After a reload the last event is number {engine.LastSequence}.";
        foreach (var (id, kept) in database.Contacts)
        {
            if (kept.Document.State == ContactState.Closed) continue;
            if (engine.Ask(new GetContact(id)) is not ContactReply { Contact: var loaded })
                return $"A reload does not find {id}.";
            if (StoredDocument.Of(loaded).Json is var json && json != kept.Json)
                return $"After a reload {id} is {json}, in the store it is {kept.Json}.";
        }

        foreach (var (id, kept) in database.Agents)
        {
            if (engine.Ask(new GetAgent(id)) is not AgentReply { Agent: var loaded }) return $"A reload does not find {id}.";
            if (StoredDocument.Of(loaded).Json is var json && json != kept.Json)
                return $"After a reload {id} is {json}, in the store it is {kept.Json}.";
        }

        foreach (var id in database.Closed.Keys)
            if (engine.Ask(new GetContact(id)) is not ClosedContactReply) return $"A reload does not know that {id} is closed.";
        return null;
    }

    public override string? WhenQuiescent(QuiescentState rest)
    {
        // Where events are gone that no board's document counts, statistics begin anew.
        var counted = rest.Database.ReadCounted();
        var engine = Engine.Load(counted ?? rest.Database.Read(), rest.AskedAt);
        foreach (var (query, live) in rest.Replies)
        {
            if (counted is null && query is StatsQuery) continue;
            var (one, other) = (live, Ask(engine, query, live));

            // Of closed contacts the engine knows the end only; a host asks the store for the document.
            if (other is ClosedContactReply && query is GetContact { Contact: var id })
                other = new ContactReply(rest.Database.Contacts[id].Document);
            if (counted is null) (one, other) = (WithoutEstimate(one), WithoutEstimate(other));
            if (MessageFormatter.Of(one) is var told && MessageFormatter.Of(other) is var loaded && told != loaded)
                return $"To {MessageFormatter.Of(query)} the engine answers {told}, after a reload {loaded}.";
        }

        return null;
    }

    /// <summary>Asks an engine at the time at which another one has answered, where the answer depends on it.</summary>
    private static Reply Ask(Engine engine, Query query, Reply live) => live switch
    {
        ContactStatsReply { At: var at } => engine.Ask(query, at),
        AgentStatsReply { At: var at } => engine.Ask(query, at),
        _ => engine.Ask(query),
    };

    private static Reply WithoutEstimate(Reply reply) =>
        reply is ContactReply contact ? contact with { EstimatedWait = null } : reply;
}

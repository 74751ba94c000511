using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An engine that is loaded from the store says what the store says, document by document, and, at rest, what the engine says
/// that has served all the while.
/// </summary>
internal sealed class ReloadEqualsStore : Checker
{
    public override string Rule => "The state after a reload equals the committed state.";

    public override string? AfterCommit(Commit commit, CenterMirror center, SimulatedDatabase database)
    {
        var engine = Engine.Load(database.Read(), commit.Now);
        if (engine.LastSequence != database.LastSequence)
            return $"After a reload the last event is number {engine.LastSequence}.";
        foreach (var (id, kept) in database.Contacts)
        {
            if (kept.Document.State == ContactState.Closed) continue;
            if (engine.Ask(new GetContact(id)) is not ContactReply { Contact: var loaded })
                return $"A reload does not find {id}.";
            if (Kept.Of(loaded).Json is var json && json != kept.Json)
                return $"After a reload {id} is {json}, in the store it is {kept.Json}.";
        }

        foreach (var (id, kept) in database.Agents)
        {
            if (engine.Ask(new GetAgent(id)) is not AgentReply { Agent: var loaded }) return $"A reload does not find {id}.";
            if (Kept.Of(loaded).Json is var json && json != kept.Json)
                return $"After a reload {id} is {json}, in the store it is {kept.Json}.";
        }

        foreach (var id in database.Closed.Keys)
            if (engine.Ask(new GetContact(id)) is not ClosedContactReply) return $"A reload does not know that {id} is closed.";
        return null;
    }

    public override string? AtRest(Rest rest)
    {
        var engine = Engine.Load(rest.Database.Read(), rest.Now);
        foreach (var (query, live) in rest.Answers)
        {
            var loaded = engine.Ask(query);

            // Of closed contacts the engine knows the end only; a host asks the store for the document.
            if (loaded is ClosedContactReply && query is GetContact { Contact: var id })
                loaded = new ContactReply(rest.Database.Contacts[id].Document);
            var (one, other) = (Words.Of(live), Words.Of(loaded));
            if (one != other) return $"To {Words.Of(query)} the engine answers {one}, after a reload {other}.";
        }

        return null;
    }
}

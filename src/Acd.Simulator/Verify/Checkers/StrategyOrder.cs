using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Of the agents who are ready for a contact, the longest idle gets it.</summary>
internal sealed class StrategyOrder : Checker
{
    public override string Rule => "Agents are chosen as their queue's strategy says.";

    public override string? BeforeEvent(CenterMirror center, CenterEvent happened)
    {
        if (happened is not ContactOffered { Agent: { } id } offered) return null;
        if (!center.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        if (!center.Agents.TryGetValue(id, out var agent))
            return $"The contact {contact.Id} is offered to {id}, who does not exist.";
        if (!center.MayBeReady(contact, agent, offered.At))
            return $"The contact {contact.Id} is offered to {id}, who is not ready for it.";
        foreach (var other in center.Agents.Values)
        {
            if (other.IdleOrder < agent.IdleOrder && center.IsSurelyReady(contact, other, offered.At))
                return $"The contact {contact.Id} is offered to {id}, but {other.Id} is ready for it and idle for longer.";
        }

        return null;
    }

    public override string? AfterCommit(Commit commit, CenterMirror center, SimulatedDatabase database)
    {
        var told = center.Agents.Values
            .OrderBy(agent => agent.IdleOrder).ThenBy(agent => agent.Sequence).Select(agent => agent.Id);
        var written = database.Agents.Values.Select(agent => agent.Document)
            .OrderBy(agent => agent.IdleOrder).ThenBy(agent => agent.Sequence).Select(agent => agent.Id);
        return told.SequenceEqual(written)
            ? null
            : $"By the events the agents are idle in the order {string.Join(", ", told)}, "
                + $"by the documents {string.Join(", ", written)}.";
    }
}

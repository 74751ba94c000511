using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Of the agents who are ready for a contact, those get it whom its queue's strategy puts first; where it is kept for somebody,
/// nobody else does.
/// </summary>
internal sealed class StrategyOrder : Checker
{
    public override string Rule => "Agents are chosen as their queue's strategy says.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactOffered { Agent: { } id } offered) return null;
        if (!center.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        if (!center.Agents.TryGetValue(id, out var agent))
            return $"The contact {contact.Id} is offered to {id}, who does not exist.";
        if (offered.Assigned) return Unassignable(contact, agent);
        if (!center.MayBeReady(contact, agent, offered.At))
            return $"The contact {contact.Id} is offered to {id}, who is not ready for it.";
        if (FirstBefore(center, contact, agent, offered.At) is not { } first) return null;
        var queue = center.QueueOf(contact);
        return $"The contact {contact.Id} is offered to {id}, but {first.Id} is ready for it and goes first by "
            + $"{queue.Strategy}, idle {queue.IdleBasis}: {Keys(first)} before {Keys(agent)}.";

        string Keys(ProjectedAgent one) => center.KeyOf(contact, one, offered.At).ToString();
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database) =>
        Compare("are idle", center, database, agent => agent.IdleOrder, agent => agent.IdleOrder)
        ?? Compare("are without a contact", center, database, agent => agent.ContactOrder, agent => agent.ContactOrder);

    private static string? Unassignable(ProjectedContact contact, ProjectedAgent agent) =>
        agent.Presence is Presence.Offline or Presence.Draining
            ? $"The contact {contact.Id} is assigned to {agent.Id}, who is {agent.Presence}."
            : null;

    private static ProjectedAgent? FirstBefore(ProjectedState center, ProjectedContact contact, ProjectedAgent agent, Timestamp now)
    {
        var key = center.KeyOf(contact, agent, now);
        return center.Agents.Values.FirstOrDefault(other =>
            other != agent && !contact.Offers.Exists(offer => offer.Agent == other.Id)
            && center.IsSurelyReady(contact, other, now) && center.KeyOf(contact, other, now).CompareTo(key) < 0);
    }

    private static string? Compare(
        string how, ProjectedState center, SimulatedDatabase database,
        Func<ProjectedAgent, long> toldOrder, Func<AgentDocument, long> writtenOrder)
    {
        var told = center.Agents.Values.OrderBy(toldOrder).ThenBy(agent => agent.Sequence).Select(agent => agent.Id);
        var written = database.Agents.Values.Select(agent => agent.Document)
            .OrderBy(writtenOrder).ThenBy(agent => agent.Sequence).Select(agent => agent.Id);
        return told.SequenceEqual(written)
            ? null
            : $"By the events the agents {how} in the order {string.Join(", ", told)}, "
                + $"by the documents {string.Join(", ", written)}.";
    }
}

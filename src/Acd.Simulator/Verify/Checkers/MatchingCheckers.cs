using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// After every commit a contact waits only if no agent is ready for it: the engine has matched everything it can.
/// </summary>
internal sealed class NoMissedMatch : Checker
{
    public override string Rule => "No contact waits beside an eligible agent with room.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database) =>
        Waiting(state);

    public override string? WhenQuiescent(QuiescentState quiescent) => Waiting(quiescent.State);

    private static string? Waiting(ProjectedState state)
    {
        foreach (var contact in state.Seeking())
        {
            foreach (var agent in state.Agents.Values)
                if (state.IsReady(contact, agent)) return $"The contact {contact.Id} waits while {agent.Id} is ready for it.";
        }

        return null;
    }
}

/// <summary>
/// Of the contacts that any agent is ready for, the first by rank is offered first. A supervisor's assignment happens when it is
/// requested: the end of its former offer can free an agent for the first contact in line only after it.
/// </summary>
internal sealed class RankOrder : Checker
{
    public override string Rule => "Contacts are offered in the order of their ranks.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactOffered { Assigned: false } offered) return null;
        if (!state.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        foreach (var earlier in state.Seeking().TakeWhile(other => other.Key.CompareTo(contact.Key) < 0))
        {
            var ready = state.Agents.Values.FirstOrDefault(agent => state.IsSurelyReady(earlier, agent, offered.At));
            if (ready is not null)
                return $"The contact {contact.Id} is offered to {offered.Agent} before {earlier.Id}, "
                    + $"which has a lower rank and which {ready.Id} is ready for.";
        }

        return null;
    }
}

/// <summary>
/// Of the agents who are ready for a contact, the first by its queue's strategy gets it. A contact that is kept for its
/// preferred agent goes to no other agent.
/// </summary>
internal sealed class StrategyOrder : Checker
{
    public override string Rule => "Agents are chosen by their queue's strategy.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactOffered { Agent: { } id } offered) return null;
        if (!state.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        if (!state.Agents.TryGetValue(id, out var agent))
            return $"The contact {contact.Id} is offered to {id}, who does not exist.";
        if (offered.Assigned) return Unassignable(contact, agent);
        if (!state.MayBeReady(contact, agent, offered.At))
            return $"The contact {contact.Id} is offered to {id}, who is not ready for it.";
        if (FirstBefore(state, contact, agent, offered.At) is not { } first) return null;
        var queue = state.QueueOf(contact);
        return $"The contact {contact.Id} is offered to {id}, but {first.Id} is ready for it and goes first by "
            + $"{queue.Strategy}, idle {queue.IdleBasis}: {Keys(first)} before {Keys(agent)}.";

        string Keys(ProjectedAgent one) => state.KeyOf(contact, one, offered.At).ToString();
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database) =>
        Compare("are idle", state, database, agent => agent.IdleOrder, agent => agent.IdleOrder)
        ?? Compare("are without a contact", state, database, agent => agent.ContactOrder, agent => agent.ContactOrder);

    private static string? Unassignable(ProjectedContact contact, ProjectedAgent agent) =>
        agent.Presence is Presence.Offline or Presence.Draining
            ? $"The contact {contact.Id} is assigned to {agent.Id}, who is {agent.Presence}."
            : null;

    private static ProjectedAgent? FirstBefore(
        ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now)
    {
        var key = state.KeyOf(contact, agent, now);
        return state.Agents.Values.FirstOrDefault(other =>
            other != agent && !contact.Offers.Exists(offer => offer.Agent == other.Id)
            && state.IsSurelyReady(contact, other, now) && state.KeyOf(contact, other, now).CompareTo(key) < 0);
    }

    private static string? Compare(
        string how, ProjectedState state, SimulatedDatabase database,
        Func<ProjectedAgent, long> projectedOrder, Func<AgentDocument, long> storedOrder)
    {
        var projected = state.Agents.Values.OrderBy(projectedOrder).ThenBy(agent => agent.Sequence).Select(agent => agent.Id);
        var stored = database.Agents.Values.Select(agent => agent.Document)
            .OrderBy(storedOrder).ThenBy(agent => agent.Sequence).Select(agent => agent.Id);
        return projected.SequenceEqual(stored)
            ? null
            : $"By the events the agents {how} in the order {string.Join(", ", projected)}, "
                + $"by the documents {string.Join(", ", stored)}.";
    }
}

/// <summary>
/// No agent gets an offer beyond its capacity. An agent whose capacity is reduced keeps what it has, so the check is for new
/// offers only.
/// </summary>
internal sealed class WithinCapacity : Checker
{
    public override string Rule => "No agent is over its capacity.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactOffered { Agent: { } id } offered) return null;
        if (!state.Agents.TryGetValue(id, out var agent)) return null;
        return state.HasRoom(agent, offered.Channel)
            ? null
            : $"{id} is offered {offered.Contact} ({offered.Channel}) while {agent.UsedCapacity} of {agent.Profile.Capacity} "
                + $"are taken, by {string.Join(", ", agent.Assignments.Select(one => one.Contact.Id))}.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (!state.Contacts.TryGetValue(contact.Id, out var projected)) continue;
            foreach (var offer in projected.Offers)
            {
                var stored = contact.Offers.FirstOrDefault(other => other.Id == offer.Id);
                if (stored is not null && stored.Cost != offer.Cost)
                    return $"The offer {offer.Id} takes {stored.Cost} of {offer.Agent}; its channel's cost is {offer.Cost}.";
            }
        }

        return null;
    }
}

/// <summary>
/// A contact rings at no more agents at once than its queue allows. One that is assigned rings at one. The first accept ends the
/// other offers. <see cref="NoMissedMatch"/> checks that it rings at as many as are ready.
/// </summary>
internal sealed class SimultaneousOffers : Checker
{
    public override string Rule => "A contact rings at several agents only as its queue allows.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent) =>
        centerEvent is ContactOffered { From: null } offered && state.Contacts.TryGetValue(offered.Contact, out var contact)
        && contact.Offers.Count > 0
            ? Another(state, contact, offered)
            : null;

    public override string? AfterEvents(ProjectedState state)
    {
        foreach (var contact in state.Contacts.Values)
        {
            var isServed = contact.State is ContactState.Connected or ContactState.WrapUp;
            if (isServed && contact.Offers.Find(offer => !offer.Accepted) is { } loser)
                return $"The contact {contact.Id} is {contact.State} with {contact.Agent}, and still rings at {loser.Agent}.";
        }

        return null;
    }

    private static string? Another(ProjectedState state, ProjectedContact contact, ContactOffered offered)
    {
        if (offered.Assigned) return $"The contact {contact.Id} is assigned to {offered.Agent} while it rings elsewhere.";
        if (contact.Offers.Find(offer => offer.Assigned) is { } assigned)
            return $"The contact {contact.Id} is assigned to {assigned.Agent}, and is offered to {offered.Agent} too.";
        if (contact.Offers.Exists(offer => offer.Agent == offered.Agent))
            return $"The contact {contact.Id} is offered to {offered.Agent} twice.";
        var most = state.QueueOf(contact).OffersAtOnce;
        if (contact.Offers.Count >= most) return $"The contact {contact.Id} rings at more than {most} agents.";
        var kept = contact.Offers.Find(offer =>
            contact.Preference is { } preference && preference.Agent == offer.Agent && offer.At < preference.Until);
        return kept is null
            ? null
            : $"The contact {contact.Id} rings at {kept.Agent}, its preferred agent, and is offered to {offered.Agent} too.";
    }
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Nobody is offered more than there is room for. An agent whose capacity is made less keeps what it has, so that it is looked
/// at when something is added.
/// </summary>
internal sealed class WithinCapacity : Checker
{
    public override string Rule => "No agent is over its capacity.";

    public override string? BeforeEvent(ProjectedState center, CenterEvent happened)
    {
        if (happened is not ContactOffered { Agent: { } id } offered) return null;
        if (!center.Agents.TryGetValue(id, out var agent)) return null;
        return center.HasRoom(agent, offered.Channel)
            ? null
            : $"{id} is offered {offered.Contact} ({offered.Channel}) while {agent.UsedCapacity} of {agent.Profile.Capacity} "
                + $"are taken, by {string.Join(", ", agent.Assignments.Select(one => one.Contact.Id))}.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        foreach (var contact in commit.Changes.Contacts)
        {
            if (!center.Contacts.TryGetValue(contact.Id, out var told)) continue;
            foreach (var offer in told.Offers)
            {
                var written = contact.Offers.FirstOrDefault(other => other.Id == offer.Id);
                if (written is not null && written.Cost != offer.Cost)
                    return $"The offer {offer.Id} takes {written.Cost} of {offer.Agent}; its channel's cost is {offer.Cost}.";
            }
        }

        return null;
    }
}

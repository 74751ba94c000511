using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

/// <summary>Agents who pick waiting contacts.</summary>
public sealed partial class ReferenceModel
{
    private Refusal? Unpickable(ModelContact contact, ModelAgent agent)
    {
        if (contact.Pending.Any(offer => offer.Agent == agent.Id))
            return null;
        if (agent.Presence is Presence.Offline or Presence.Draining)
            return Refusals.AgentOffline(agent.Id);
        if (!agent.HasSkills(contact.Requirements))
            return Refusals.AgentLacksSkills(agent.Id);
        if (!HasRoom(agent, contact.Channel))
            return Refusals.AgentNoRoom(agent.Id);
        return MayPick(contact, agent) ? null : Refusals.ContactNotPickable(contact.Id);
    }

    private bool MayPick(ModelContact contact, ModelAgent agent) =>
        _settings.Open && QueueOf(contact).MayPick && contact is { State: Queued, IsAway: false }
        && agent.Presence is Presence.Available or Presence.NotReady
        && (KeptFor(contact) ?? agent) == agent && !KeepsRoomFrom(agent, contact);

    private void Pick(ModelContact contact, ModelAgent agent)
    {
        if (contact.Pending.FirstOrDefault(offer => offer.Agent == agent.Id) is { } rings)
            Accept(contact, rings, agent);
        else
            Offer(contact, agent, assigned: true, connects: true, picked: true);
    }

    private Reply Pickable(ListPickable list)
    {
        if (Unknown(list.Agent) is { } unknown)
            return unknown;
        var agent = Agent(list.Agent);
        var may = ByRank(_contacts.Where(contact =>
            agent.HasSkills(contact.Requirements) && HasRoom(agent, contact.Channel) && MayPick(contact, agent)));
        return new ContactsReply([.. may.Take(list.Limit).Select(contact => contact.Document())], null);
    }
}

namespace Acd.Core;

/// <summary>Handles agents who pick waiting contacts, and lists what they may pick.</summary>
internal sealed class PickCommandHandler(EngineState state)
{
    /// <summary>Connects a waiting contact to the agent that picks it.</summary>
    public Refusal? Pick(Contact contact, AgentId by)
    {
        if (!state.Agents.TryGetValue(by, out var agent)) return Refusals.AgentUnknown(by) with { Field = "agent" };
        var hasIt = contact.State is ContactState.Connected or ContactState.WrapUp && contact.AgentId == by;
        if (hasIt) return null;
        if (ContactCommandHandler.NotWaiting(contact) is { } refusal) return refusal;
        if (contact.Offers.Find(offer => offer.Agent == agent) is { } ringing)
        {
            state.OfferTransitions.Accept(ringing);
            return null;
        }

        if (agent.Presence is Presence.Offline or Presence.Draining) return Refusals.AgentOffline(by);
        if (!agent.SkillProfile!.Serves(contact.Line.Key.Requirements)) return Refusals.AgentLacksSkills(by);
        if (!agent.HasRoomFor(contact.Line.Key.Channel)) return Refusals.AgentNoRoom(by);
        if (!MayPick(contact, agent)) return Refusals.ContactNotPickable(contact.Id);
        state.OfferTransitions.Create(contact, agent, assigned: true, connects: true, picked: true);
        return null;
    }

    /// <summary>The first contacts by place that an agent may pick.</summary>
    public Reply List(ListPickable query)
    {
        if (query.Limit is < 1 or > Limits.PickableContacts)
            return Refusals.OutOfRange("limit", $"1 to {Limits.PickableContacts}");
        if (!state.Agents.TryGetValue(query.Agent, out var agent)) return Refusals.AgentUnknown(query.Agent);
        var contacts = new List<Contact>();
        foreach (var line in state.MatchIndex.Lines)
        {
            if (line.Key.ForFurtherRings || line.Count + line.ReservedCount == 0 || !agent.HasRoomFor(line.Key.Channel)
                || !agent.SkillProfile!.Serves(line.Key.Requirements))
                continue;
            contacts.AddRange(line.PlacesInOrder().Where(contact => MayPick(contact, agent)).Take(query.Limit));
        }

        return new ContactsReply(
            [.. contacts.OrderBy(contact => contact.Key).Take(query.Limit).Select(contact => contact.Document)], null);
    }

    private bool MayPick(Contact contact, Agent agent) =>
        state.Settings.Open && state.SettingsOf(contact).MayPick && contact is { State: ContactState.Queued, IsAway: false }
        && agent.Presence is Presence.Available or Presence.NotReady
        && (contact.ReservedFor ?? agent) == agent && !agent.KeepsRoomFrom(contact);
}

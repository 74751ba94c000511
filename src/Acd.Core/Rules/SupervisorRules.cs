namespace Acd.Core;

/// <summary>What a supervisor does to a contact that waits.</summary>
internal sealed class SupervisorRules(Center center)
{
    /// <summary>Offers a contact to an agent, whatever it needs and whoever waits.</summary>
    public Refusal? Assign(Contact contact, AgentId to)
    {
        if (!center.Agents.TryGetValue(to, out var agent)) return Refusals.AgentUnknown(to) with { Field = "agent" };
        if (ContactRules.NotWaiting(contact) is { } refusal) return refusal;
        if (contact.Offers.Any(offer => offer.Agent == agent)) return null;
        if (agent.Presence is Presence.Offline or Presence.Draining) return Refusals.AgentOffline(to);
        if (!agent.HasRoomFor(contact.Line.Needs.Channel)) return Refusals.AgentNoRoom(to);
        center.OfferSteps.RevokeAll(contact);
        center.OfferSteps.Make(contact, agent, assigned: true);
        return null;
    }

    public Refusal? ChangePriority(Contact contact, int priority)
    {
        if (ContactChecks.CheckPriority(priority) is { } refusal) return refusal;
        if (contact.State is not (ContactState.Queued or ContactState.Offered)) return Refusals.ContactNotWaiting(contact.Id);
        if (contact.Priority == priority) return null;
        var waits = contact.Waits;
        center.StopWaiting(contact);
        contact.Priority = priority;
        contact.Rank = Ranks.Of(contact.EnteredAt, priority, center.SettingsOf(contact));
        if (waits) center.Wait(contact);
        center.Chronicle.ContactPriorityChanged(contact);
        return null;
    }
}

namespace Acd.Core;

/// <summary>What a supervisor does to a contact that waits.</summary>
internal sealed class SupervisorCommandHandler(EngineState center)
{
    /// <summary>Offers a contact to an agent, whatever it needs and whoever waits.</summary>
    public Refusal? Assign(Contact contact, AgentId to)
    {
        if (!center.Agents.TryGetValue(to, out var agent)) return Refusals.AgentUnknown(to) with { Field = "agent" };
        if (ContactCommandHandler.NotWaiting(contact) is { } refusal) return refusal;
        if (contact.Offers.Any(offer => offer.Agent == agent)) return null;
        if (agent.Presence is Presence.Offline or Presence.Draining) return Refusals.AgentOffline(to);
        if (!agent.HasRoomFor(contact.Line.Key.Channel)) return Refusals.AgentNoRoom(to);
        center.OfferTransitions.RevokeAll(contact);
        center.OfferTransitions.Create(contact, agent, assigned: true);
        return null;
    }

    public Refusal? ChangePriority(Contact contact, int priority)
    {
        if (ContactValidator.CheckPriority(priority) is { } refusal) return refusal;
        if (contact.State is not (ContactState.Queued or ContactState.Offered)) return Refusals.ContactNotWaiting(contact.Id);
        if (contact.Priority == priority) return null;
        var waits = contact.IsInLine;
        center.StopWaiting(contact);
        contact.Priority = priority;
        contact.Rank = RankCalculator.RankOf(contact.EnteredAt, priority, center.SettingsOf(contact));
        if (waits) center.Wait(contact);
        center.Emitter.ContactPriorityChanged(contact);
        return null;
    }
}

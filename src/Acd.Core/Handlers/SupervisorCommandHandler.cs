namespace Acd.Core;

/// <summary>Handles the commands of supervisors about waiting contacts.</summary>
internal sealed class SupervisorCommandHandler(EngineState state)
{
    /// <summary>
    /// Offers a contact to an agent, regardless of its requirements and of other waiting contacts. A connected one is handed
    /// over.
    /// </summary>
    public Refusal? Assign(Contact contact, AgentId to, bool onlyWaiting)
    {
        if (!state.Agents.TryGetValue(to, out var agent)) return Refusals.AgentUnknown(to) with { Field = "agent" };
        if (contact.State == ContactState.Connected && !onlyWaiting) return state.Handovers.Begin(contact, to);
        if (ContactCommandHandler.NotWaiting(contact) is { } refusal) return refusal;
        if (contact.Offers.Any(offer => offer.Agent == agent)) return null;
        if (CheckAssignable(agent, contact.Line.Key.Channel) is { } unassignable) return unassignable;
        state.OfferTransitions.RevokeAll(contact);
        state.OfferTransitions.Create(contact, agent, assigned: true);
        return null;
    }

    /// <summary>The refusal of an agent who cannot be assigned a contact of a channel now. Null if the agent can.</summary>
    public static Refusal? CheckAssignable(Agent agent, int channel)
    {
        if (agent.Presence is Presence.Offline or Presence.Draining) return Refusals.AgentOffline(agent.Id);
        return agent.HasRoomFor(channel) ? null : Refusals.AgentNoRoom(agent.Id);
    }

    public Refusal? ChangePriority(Contact contact, int priority)
    {
        if (ContactValidator.CheckPriority(priority) is { } refusal) return refusal;
        if (contact.State is not (ContactState.Queued or ContactState.Offered)) return Refusals.ContactNotWaiting(contact.Id);
        if (contact.Priority == priority) return null;
        var waits = contact.IsInLine;
        state.StopWaiting(contact);
        contact.Priority = priority;
        contact.Rank = RankCalculator.RankOf(contact.EnteredAt, priority, state.SettingsOf(contact));
        if (waits) state.Wait(contact);
        else state.FurtherRings.Update(contact);
        if (waits) state.RoomKeeping.RankChanged(contact);
        state.Emitter.ContactPriorityChanged(contact);
        return null;
    }
}

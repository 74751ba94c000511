namespace Acd.Core;

/// <summary>The wrap-ups of agents who passed a contact on: by a transfer, a requeue or a failed callback.</summary>
internal sealed class AgentWrapUpTransitions(EngineState state)
{
    /// <summary>
    /// The wrap-up that a connected contact's agent has if it passes the contact on now. Null if the queue gives none.
    /// </summary>
    public AgentWrapUpDocument? Of(Contact contact)
    {
        var queue = state.SettingsOf(contact);
        if (!queue.WrapUpAfterTransfer || queue.WrapUp == TimeSpan.Zero) return null;
        var offer = contact.Offers[0];
        return new AgentWrapUpDocument(
            offer.Id, contact.Id, contact.Queue, contact.Gate, contact.Channel, offer.Cost, state.Now, state.Now + queue.WrapUp);
    }

    public void Start(Agent agent, AgentWrapUpDocument document)
    {
        var wrapUp = Restore(agent, document);
        state.Tracker.Changed(agent);
        state.MatchIndex.UpdateRosters(agent);
        state.Emitter.AgentWrapUpStarted(wrapUp);
    }

    /// <summary>Adds a wrap-up to its agent and schedules its end.</summary>
    public AgentWrapUp Restore(Agent agent, AgentWrapUpDocument document)
    {
        var wrapUp = new AgentWrapUp(document, agent, state.Channels.NumberOf(document.Channel));
        agent.AddWrapUp(wrapUp);
        Arm(wrapUp);
        return wrapUp;
    }

    /// <summary>Moves a wrap-up, its start and its end, by the length of time in which it stood still.</summary>
    public void Move(AgentWrapUp wrapUp, TimeSpan by)
    {
        state.Deadlines.Disarm(wrapUp.End);
        wrapUp.Document = wrapUp.Document with { Since = wrapUp.Document.Since + by, Due = wrapUp.Document.Due + by };
        Arm(wrapUp);
        state.Tracker.Changed(wrapUp.Agent);
    }

    public void End(AgentWrapUp wrapUp)
    {
        var agent = wrapUp.Agent;
        state.Deadlines.Disarm(wrapUp.End);

        // The idle order changes before the roster entries: the old position must not reach the lines in between.
        state.RenewIdleOrder(agent);
        agent.RemoveWrapUp(wrapUp);
        state.Tracker.Changed(agent);
        state.Pending.Add(agent);
        state.MatchIndex.UpdateRosters(agent);
        state.Emitter.AgentWrapUpEnded(wrapUp);
        state.PresenceTransitions.DrainIfDone(agent);
    }

    private void Arm(AgentWrapUp wrapUp) => wrapUp.End = state.Deadlines.Arm(
        DeadlineKind.AgentWrapUpEnd, wrapUp.Document.Due, Offer.NumberOf(wrapUp.Document.Offer)!.Value, wrapUp);
}

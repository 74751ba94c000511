namespace Acd.Core;

/// <summary>The steps by which an agent's presence changes, and what follows from them at once.</summary>
internal sealed class PresenceTransitions(EngineState center)
{
    public void Set(Agent agent, Presence presence, string? reason = null, bool forced = false)
    {
        var before = agent.Presence;
        agent.Presence = presence;
        agent.Reason = reason;
        agent.PresenceSince = center.Now;
        center.Tracker.Changed(agent);
        if (presence == Presence.Available) BecomeAvailable(agent, before);
        if (before == Presence.Offline) LogIn(agent);
        if (before == Presence.Available && presence != Presence.Available) center.Pending.CooldownsMayEnd = true;
        center.MatchIndex.PresenceChanged(agent, before);
        center.Reservations.Reevaluate(agent.Id);
        center.Emitter.AgentPresenceChanged(agent, forced);
        if (presence == Presence.Offline) GoOffline(agent);
    }

    /// <summary>Sets a draining agent that has nothing left offline.</summary>
    public void DrainIfDone(Agent agent)
    {
        if (agent.Presence == Presence.Draining && agent.Offers.Count == 0) Set(agent, Presence.Offline, "drained");
    }

    /// <summary>Counts an unanswered offer, and sets the agent not ready after too many.</summary>
    public void CountMissedOffer(Agent agent, int most)
    {
        agent.MissedOffers++;
        center.Tracker.Changed(agent);
        if (agent.MissedOffers < most || agent.Presence != Presence.Available) return;
        agent.MissedOffers = 0;
        Set(agent, Presence.NotReady, "ringNoAnswer");
    }

    /// <summary>An agent that declines is there: its unanswered offers are not in a row any longer.</summary>
    public void ResetMissedOffers(Agent agent)
    {
        if (agent.MissedOffers == 0) return;
        agent.MissedOffers = 0;
        center.Tracker.Changed(agent);
    }

    /// <summary>Arms the deadline at which a silent agent is logged out.</summary>
    public void ArmHeartbeat(Agent agent)
    {
        center.Deadlines.Disarm(agent.HeartbeatDeadline);
        agent.HeartbeatDeadline = center.Deadlines.Arm(
            DeadlineKind.HeartbeatTimeout, center.Now + center.Settings.HeartbeatTimeout, agent.Sequence, agent);
    }

    /// <summary>Revokes an agent's pending offers; contacts that are offered to nobody else go back in line.</summary>
    public void RevokeOffers(Agent agent)
    {
        foreach (var offer in agent.Offers.Where(offer => offer.State == OfferState.Pending).ToList())
        {
            center.OfferTransitions.End(offer, OfferState.Revoked);
            if (offer.Contact.Offers.Count == 0) center.OfferTransitions.ReturnToLine(offer.Contact);
        }
    }

    private void BecomeAvailable(Agent agent, Presence before)
    {
        agent.MissedOffers = 0;
        if (before != Presence.Available) agent.IdleOrder = center.NextOrder();
        center.Pending.Add(agent);
    }

    private void LogIn(Agent agent) =>
        agent.ContactOrder = agent.Presence == Presence.Available ? agent.IdleOrder : center.NextOrder();

    private void GoOffline(Agent agent)
    {
        agent.HasHeartbeat = false;
        center.Deadlines.Disarm(agent.HeartbeatDeadline);
        RevokeOffers(agent);
    }
}

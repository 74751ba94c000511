namespace Acd.Core;

/// <summary>The transitions of an agent's presence and their immediate consequences.</summary>
internal sealed class PresenceTransitions(EngineState state)
{
    /// <summary>
    /// Sets an agent's presence. An agent that becomes not ready does not answer, so its contacts ring elsewhere at once.
    /// </summary>
    public void Set(Agent agent, Presence presence, string? reason = null, bool forced = false, bool keepOffers = false)
    {
        var (before, wasSetAside) = (agent.Presence, agent.IsSetAside);
        agent.Presence = presence;
        agent.Reason = reason;
        agent.PresenceSince = state.Now;
        state.Tracker.Changed(agent);
        if (presence == Presence.Available) BecomeAvailable(agent, before);
        if (before == Presence.Offline) LogIn(agent);
        if (before == Presence.Available && presence != Presence.Available) state.Pending.CooldownsMayEnd = true;
        state.MatchIndex.PresenceChanged(agent, before, wasSetAside);
        state.Reservations.Reevaluate(agent.Id);
        state.Emitter.AgentPresenceChanged(agent, forced);
        if (presence == Presence.Offline) GoOffline(agent);
        else if (presence == Presence.NotReady && before != Presence.NotReady && !keepOffers) RevokeOffers(agent);
    }

    /// <summary>Sets a draining agent offline when it has no contacts left.</summary>
    public void DrainIfDone(Agent agent)
    {
        if (agent.Presence == Presence.Draining && agent.IsIdle) Set(agent, Presence.Offline, "drained");
    }

    /// <summary>
    /// Counts a missed offer, and sets the agent not ready after too many in a row. Offers that rang together are one miss.
    /// </summary>
    public void CountMissedOffer(Offer offer, int most)
    {
        var agent = offer.Agent;
        if (offer.Document.At < agent.MissedAt) return;
        agent.MissedAt = state.Now;
        agent.MissedOffers++;
        state.Tracker.Changed(agent);
        if (agent.MissedOffers < most || agent.Presence != Presence.Available) return;
        agent.MissedOffers = 0;
        Set(agent, Presence.NotReady, SetAsideReasons.RingNoAnswer);
    }

    /// <summary>
    /// Counts a declined offer, and sets the agent not ready after too many in a row. An agent that declines has answered, so
    /// its row of missed offers ends.
    /// </summary>
    public void CountDeclinedOffer(Agent agent, int most)
    {
        agent.MissedOffers = 0;
        agent.DeclinedOffers++;
        state.Tracker.Changed(agent);
        if (agent.DeclinedOffers < most || agent.Presence != Presence.Available) return;
        agent.DeclinedOffers = 0;
        Set(agent, Presence.NotReady, SetAsideReasons.Declined);
    }

    /// <summary>Sets an available agent not ready.</summary>
    public void SetAside(Agent agent, string reason)
    {
        if (agent.Presence == Presence.Available) Set(agent, Presence.NotReady, reason);
    }

    /// <summary>Schedules the timeout that logs out an agent without heartbeats.</summary>
    public void ArmHeartbeat(Agent agent)
    {
        state.Deadlines.Disarm(agent.HeartbeatDeadline);
        agent.HeartbeatDeadline = state.Deadlines.Arm(
            DeadlineKind.HeartbeatTimeout, state.Now + state.Settings.HeartbeatTimeout, agent.Sequence, agent);
    }

    /// <summary>Revokes an agent's pending offers. A contact without another offer goes back in line.</summary>
    public void RevokeOffers(Agent agent)
    {
        if (agent.Ringing == 0) return;
        foreach (var offer in agent.Offers.Where(offer => offer.State == OfferState.Pending).ToList())
        {
            if (offer.IsHandover)
            {
                state.Handovers.Fail(offer, OfferState.Revoked, HandoverFailure.Unavailable);
                continue;
            }

            state.OfferTransitions.End(offer, OfferState.Revoked);
            state.OfferTransitions.ContinueRinging(offer.Contact);
        }
    }

    private void BecomeAvailable(Agent agent, Presence before)
    {
        (agent.MissedOffers, agent.DeclinedOffers) = (0, 0);
        if (before != Presence.Available) agent.IdleOrder = state.NextOrder();
        state.Pending.Add(agent);
    }

    private void LogIn(Agent agent)
    {
        agent.ContactOrder = agent.Presence == Presence.Available ? agent.IdleOrder : state.NextOrder();
        state.Releases.AgentReturned(agent);
    }

    private void GoOffline(Agent agent)
    {
        agent.HasHeartbeat = false;
        state.Deadlines.Disarm(agent.HeartbeatDeadline);
        RevokeOffers(agent);
        state.Releases.AgentLeft(agent);
    }
}

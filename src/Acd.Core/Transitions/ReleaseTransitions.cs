namespace Acd.Core;

/// <summary>The release of connected contacts whose agent went offline and does not come back.</summary>
internal sealed class ReleaseTransitions(EngineState state)
{
    /// <summary>Schedules the releases of an agent's connected contacts. The rules of this moment hold.</summary>
    public void AgentLeft(Agent agent)
    {
        foreach (var offer in agent.Offers)
        {
            var contact = offer.Contact;
            if (offer.StateAtAgent != ContactState.Connected) continue;
            var rule = state.SettingsOf(contact).AgentGoneOn(contact.Channel);
            if (rule.Do == AgentGoneAction.Keep) continue;
            Arm(contact, new ReleaseDocument(state.Now + rule.After, rule.Do));
            state.Tracker.Changed(contact);
        }
    }

    /// <summary>Cancels the releases of an agent's contacts, because the agent is back.</summary>
    public void AgentReturned(Agent agent)
    {
        foreach (var offer in agent.Offers) Cancel(offer.Contact);
    }

    /// <summary>Schedules a contact's release.</summary>
    public void Arm(Contact contact, ReleaseDocument release)
    {
        contact.Release = release;
        contact.ReleaseEnd = state.Deadlines.Arm(DeadlineKind.ContactRelease, release.Due, contact.Sequence, contact);
    }

    /// <summary>Cancels a contact's release, if one is scheduled.</summary>
    public void Cancel(Contact contact)
    {
        if (contact.Release is null) return;
        state.Deadlines.Disarm(contact.ReleaseEnd);
        (contact.Release, contact.ReleaseEnd) = (null, null);
        state.Tracker.Changed(contact);
    }

    /// <summary>Releases a contact from its agent.</summary>
    public void Run(Contact contact)
    {
        var action = contact.Release!.Do;
        state.Handovers.Cancel(contact);
        Cancel(contact);
        if (action == AgentGoneAction.Close)
        {
            state.Emitter.ContactReleased(contact, contact.AgentId!.Value, action);
            state.Closing.Finish(contact);
            return;
        }

        var (agent, talk, hold) = state.Closing.Disconnect(contact, ConnectionEnd.Released);
        contact.PreferredAgent = agent.Id;
        contact.PreferredUntil = state.Now + state.SettingsOf(contact).PreferredFor;
        (contact.WaitingSince, contact.InQueueSince) = (state.Now, state.Now);
        (contact.PlanDone, contact.Expired, contact.ToldUnservable) = (null, false, false);
        state.Staffing.Forget(contact);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        state.Emitter.ContactReleased(contact, agent.Id, action, talk, hold);
        state.OfferTransitions.ReturnToLine(contact);
    }
}

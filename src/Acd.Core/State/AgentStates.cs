namespace Acd.Core;

/// <summary>An agent's state as supervisors see it: its presence and its contacts in one word, and since when.</summary>
internal static class AgentStates
{
    public static AgentState Of(Agent agent)
    {
        if (agent.Presence == Presence.Offline) return AgentState.Offline;
        var (isRinging, isWrappingUp) = (false, !agent.WrapUps.IsEmpty);
        foreach (var offer in agent.Offers)
        {
            switch (offer.StateAtAgent)
            {
                case ContactState.Connected:
                    return AgentState.Busy;
                case ContactState.WrapUp:
                    isWrappingUp = true;
                    break;
                default:
                    isRinging = true;
                    break;
            }
        }

        if (isWrappingUp) return AgentState.WrapUp;
        if (agent.Presence == Presence.NotReady) return AgentState.NotReady;
        if (isRinging) return AgentState.Ringing;
        return agent.Presence == Presence.Available ? AgentState.Idle : AgentState.NotReady;
    }

    /// <summary>
    /// Since when: the oldest of the contacts that make the state; without such a contact the presence, or the end of the last
    /// contact where that is later.
    /// </summary>
    public static Timestamp SinceOf(Agent agent, AgentState state)
    {
        var wanted = state switch
        {
            AgentState.Busy => ContactState.Connected,
            AgentState.WrapUp => ContactState.WrapUp,
            AgentState.Ringing => ContactState.Offered,
            _ => ContactState.Closed,
        };
        Timestamp? since = null;
        foreach (var offer in agent.Offers)
        {
            if (offer.StateAtAgent != wanted) continue;
            var began = wanted switch
            {
                ContactState.Offered => offer.Document.At,
                ContactState.Connected => offer.Contact.ConnectedAt ?? offer.Document.At,
                _ => offer.Contact.TalkEndedAt ?? offer.Document.At,
            };
            if (!(since <= began)) since = began;
        }

        if (state == AgentState.WrapUp)
            foreach (var wrapUp in agent.WrapUps)
                if (!(since <= wrapUp.Document.Since)) since = wrapUp.Document.Since;
        if (since is { } found) return found;
        var last = LastContact(agent);
        return state == AgentState.Offline || last < agent.PresenceSince ? agent.PresenceSince : last;
    }

    // The idle order is renewed when an agent takes a contact, and when it is done with one.
    private static Timestamp LastContact(Agent agent) => new(agent.ContactOrder / EngineState.IdleUnits);
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact takes no room of an agent that an earlier one needs, unless room is kept for that elsewhere, or was long enough.
/// Room is kept only where it is needed.
/// </summary>
internal sealed class RoomIsKept : Checker
{
    /// <summary>The earlier contacts that the last offers of this commit passed.</summary>
    private readonly List<(ProjectedContact First, ContactOffered Offer)> _passed = [];

    public override string Rule => "Room that becomes free is kept for the first contact that needs more of it.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        // Whatever else happens may end what was kept.
        if (centerEvent is not (ContactOffered or OfferAccepted or ContactConnected)) _passed.Clear();
        if (centerEvent is ContactEvent { Contact: var id }) _passed.RemoveAll(one => one.First.Id == id);
        if (centerEvent is not ContactOffered { Agent: { } agentId, Assigned: false } offered) return null;
        if (!state.Agents.TryGetValue(agentId, out var agent)) return null;
        if (!state.Contacts.TryGetValue(offered.Contact, out var contact)) return null;
        _passed.AddRange(state.Waiting
            .Where(first => state.IsPassed(first, agent, contact) && NeedsRoom(state, first, agent, offered.At))
            .Select(first => (first, offered)));
        return null;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        var passed = _passed.Find(one => !IsExcused(state, one.First, one.Offer));
        _passed.Clear();
        if (passed.Offer is { } offer)
            return $"The contact {offer.Contact} takes room of {offer.Agent} that {passed.First.Id} needs; nobody keeps any.";
        foreach (var contact in state.Contacts.Values)
            if (contact.Room.Agent is { } keeper && Wrong(state, contact, keeper) is { } wrong) return wrong;
        return null;
    }

    private static bool NeedsRoom(ProjectedState state, ProjectedContact first, ProjectedAgent agent, Timestamp now) =>
        state.Settings.KeepRoomForFirst > TimeSpan.Zero
        && first is { Preference: null, Callback: null, Parked: null } && first.Cooldowns.Count == 0
        && agent.Serves(first.Requirements) && state.Lacks(agent, first) > 0
        && !state.Contacts.Values.Any(other => other.Room.Agent == agent.Id && other.Key.CompareTo(first.Key) < 0)
        && !(first.Room.Since + state.Settings.KeepRoomForFirst <= now);

    /// <summary>
    /// Whether room is or was kept for a contact, or the agent keeps its own for one before it, or as many contacts have some as
    /// may.
    /// </summary>
    private static bool IsExcused(ProjectedState state, ProjectedContact first, ContactOffered offer) =>
        first.Room.Since is not null
        || state.Contacts.Values.Any(other => other.Room.Agent == offer.Agent && other.Key.CompareTo(first.Key) < 0)
        || state.Contacts.Values.Count(contact => contact.Room.Agent is not null) >= Limits.RoomsKept;

    private static string? Wrong(ProjectedState state, ProjectedContact contact, AgentId keeper)
    {
        if (contact.State != ContactState.Queued) return $"{keeper} keeps room for {contact.Id}, which is {contact.State}.";
        if (!state.Agents.TryGetValue(keeper, out var agent)) return $"{keeper}, who keeps room for {contact.Id}, is gone.";
        if (agent.Presence != Presence.Available) return $"{keeper}, who keeps room for {contact.Id}, is {agent.Presence}.";
        if (state.Lacks(agent, contact) == 0) return $"{keeper} lacks no room for {contact.Id}, but keeps it.";
        return state.Contacts.Values.Any(other => other != contact && other.Room.Agent == keeper)
            ? $"{keeper} keeps room for {contact.Id} and for another contact."
            : null;
    }
}

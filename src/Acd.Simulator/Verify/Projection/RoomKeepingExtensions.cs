using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>The room that agents keep for the first contact that needs more of it, by <c>docs/reference/rules.md</c>.</summary>
internal static class RoomKeepingExtensions
{
    /// <summary>Whether an agent keeps its room from a contact, by the documents.</summary>
    public static bool KeepsRoomFrom(this ProjectedState state, ProjectedAgent agent, ProjectedContact contact) =>
        state.Contacts.Values.Any(first => first.Room.Agent == agent.Id && state.IsPassed(first, agent, contact));

    /// <summary>
    /// Whether an agent may keep its room from a contact, whatever has been decided since the last commit: it lacks room for an
    /// earlier contact.
    /// </summary>
    public static bool MayKeepRoomFrom(this ProjectedState state, ProjectedAgent agent, ProjectedContact contact) =>
        state.Settings.KeepRoomForFirst > TimeSpan.Zero && state.Contacts.Values.Any(first =>
            first.State == ContactState.Queued && agent.Serves(first.Requirements) && state.Lacks(agent, first) > 0
            && state.IsPassed(first, agent, contact));

    /// <summary>The room that an agent lacks for a contact that fits its whole capacity, or 0.</summary>
    public static int Lacks(this ProjectedState state, ProjectedAgent agent, ProjectedContact contact)
    {
        var cost = state.CostOf(agent, contact.Channel).Cost;
        return cost > agent.Profile.Capacity ? 0 : Math.Max(0, agent.UsedCapacity + cost - agent.Profile.Capacity);
    }

    /// <summary>Whether a contact that is before another one in line would lose the room that this takes of an agent.</summary>
    public static bool IsPassed(
        this ProjectedState state, ProjectedContact first, ProjectedAgent agent, ProjectedContact contact)
    {
        if (first.Key.CompareTo(contact.Key) >= 0) return false;
        var needed = state.CostOf(agent, first.Channel).Cost;
        var small = agent.Assignments.Where(one => one.Offer.Cost < needed).Sum(one => one.Offer.Cost)
            + agent.WrapUps.Where(wrapUp => wrapUp.Cost < needed).Sum(wrapUp => wrapUp.Cost);
        return small + state.CostOf(agent, contact.Channel).Cost + needed > agent.Profile.Capacity;
    }
}

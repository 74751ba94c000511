using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Who counts as staff, by <c>docs/reference/rules.md</c>.</summary>
internal static class StaffExtensions
{
    private static readonly string[] SetAside = ["ringNoAnswer", "declined", "deviceUnreachable"];

    /// <summary>An agent who could take a contact with these requirements now or later, if there is one.</summary>
    public static ProjectedAgent? ServerOf(this ProjectedState state, IReadOnlyList<Requirement> requirements) =>
        state.Agents.Values.FirstOrDefault(agent =>
            agent.Presence is Presence.Available or Presence.NotReady && agent.Serves(requirements));

    /// <summary>An agent of a queue's staff with all required skills, if there is one.</summary>
    public static ProjectedAgent? StaffFor(
        this ProjectedState state, QueueSettings queue, IReadOnlyList<Requirement> requirements) =>
        state.Agents.Values.FirstOrDefault(agent => IsStaff(agent, queue) && agent.Serves(requirements));

    /// <summary>Whether a contact waits unstaffed in a queue with an action for that, and is no callback.</summary>
    public static bool LeavesWhenEmpty(this ProjectedState state, ProjectedContact contact) =>
        contact is { State: ContactState.Queued, Callback: null, Parked: null }
        && state.QueueOf(contact) is { LeaveWhenEmpty: not null } queue
        && state.StaffFor(queue, contact.Requirements) is null;

    private static bool IsStaff(ProjectedAgent agent, QueueSettings queue) => agent.Presence switch
    {
        Presence.Available => true,
        Presence.NotReady => SetAside.Contains(agent.Reason) ? queue.SetAsideIsStaff : queue.NotReadyIsStaff,
        _ => false,
    };
}

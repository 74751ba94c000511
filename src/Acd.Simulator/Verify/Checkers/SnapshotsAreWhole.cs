using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A view of the center with number N is what the events up to N say. It is checked where no later event is committed, which is
/// always so when the center is quiescent.
/// </summary>
internal sealed class SnapshotsAreWhole : Checker
{
    public override string Rule => "A view is what the events up to its number say.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database) =>
        revealed is { Request: GetSnapshot, Reply: SnapshotReply view } ? Check(view, state, database) : null;

    public override string? WhenQuiescent(QuiescentState quiescent)
    {
        var views = quiescent.Replies.Select(entry => entry.Reply).OfType<SnapshotReply>().ToList();
        if (views.Find(view => view.Sequence != quiescent.Database.LastSequence) is { } late)
            return $"The view has number {late.Sequence}; the last event has {quiescent.Database.LastSequence}.";
        return views.Select(view => Check(view, quiescent.State, quiescent.Database)).FirstOrDefault(wrong => wrong is not null);
    }

    private static string? Check(SnapshotReply view, ProjectedState state, SimulatedDatabase database)
    {
        if (view.Sequence > database.LastSequence) return $"The view has number {view.Sequence} before its commit.";
        if (view.Sequence != state.LastSequence) return null;
        foreach (var agent in view.Agents)
        {
            var known = state.Agents.GetValueOrDefault(agent.Agent.Id);
            if (known?.Presence != agent.Agent.Presence) return $"The view has the agent {agent.Agent.Id} in another presence.";
        }

        foreach (var contact in view.Contacts)
        {
            if (state.Contacts.GetValueOrDefault(contact.Id)?.State != contact.State)
                return $"The view has the contact {contact.Id} as {contact.State}.";
        }

        var isWhole = view.Settings is null
            || (view.Agents.Count == state.Agents.Count && view.Contacts.Count == state.Contacts.Count);
        return isWhole ? null : $"The view has {view.Agents.Count} agents and {view.Contacts.Count} contacts.";
    }
}

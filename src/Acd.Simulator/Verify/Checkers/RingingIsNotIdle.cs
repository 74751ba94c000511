using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An agent at which contacts ring gets no more of them than its channels allow. If it becomes not ready they ring elsewhere,
/// unless the request keeps them. Offers that rang together are one miss.
/// </summary>
internal sealed class RingingIsNotIdle : Checker
{
    /// <summary>The reason that the workload gives if the agent keeps its offers. Events do not show that.</summary>
    public const string Keeps = "keeps";

    private const string CenterClosed = "closed";

    /// <summary>Offers that must end in this commit, since their agents became not ready.</summary>
    private readonly List<ProjectedOffer> _ending = [];

    public override string Rule => "Contacts ring only at agents who may answer.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent.Agent is not { } id || !state.Agents.TryGetValue(id, out var agent)) return null;
        if (centerEvent is ContactOffered offered) return TooMany(state, agent, offered);
        var leaves = centerEvent is AgentPresenceChanged { Presence: Presence.NotReady, Reason: not (Keeps or CenterClosed) }
            && agent.Presence != Presence.NotReady;
        if (leaves) _ending.AddRange(agent.Assignments.Where(one => !one.Offer.Accepted).Select(one => one.Offer));
        return null;
    }

    public override string? AfterEvents(ProjectedState state)
    {
        var kept = _ending.Find(offer => state.Agents.TryGetValue(offer.Agent, out var agent)
            && agent.Assignments.Exists(one => one.Offer.Id == offer.Id && !one.Offer.Accepted));
        _ending.Clear();
        return kept is null ? null : $"The offer {kept.Id} still rings at {kept.Agent}, who has become not ready.";
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Agents)
        {
            if (!state.Agents.TryGetValue(document.Id, out var agent)) continue;
            if ((document.MissedOffers, document.MissedAt) != agent.Missed)
                return $"The agent {agent.Id} has missed {document.MissedOffers} offers, the last at {document.MissedAt}; "
                    + $"by the events {agent.Missed.Count}, the last at {agent.Missed.At}.";
        }

        return null;
    }

    private static string? TooMany(ProjectedState state, ProjectedAgent agent, ContactOffered offered)
    {
        var most = state.CostOf(agent, offered.Channel).MaxOffers ?? 1;
        var ringing = agent.Assignments.Count(one => one.Contact.Channel == offered.Channel && !one.Offer.Accepted);
        return ringing < most
            ? null
            : $"{agent.Id} is offered {offered.Contact} while {ringing} of at most {most} contacts ring at it.";
    }
}

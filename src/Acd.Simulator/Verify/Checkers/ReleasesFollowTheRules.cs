using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A connected contact leaves an agent who is offline when its queue's rule says so, and not before. An agent who is back keeps
/// its contacts.
/// </summary>
internal sealed class ReleasesFollowTheRules : Checker
{
    public override string Rule => "A contact leaves an agent who is gone by its queue's rule.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactReleased released) return null;
        if (!state.Contacts.TryGetValue(released.Contact, out var contact)) return null;
        if (contact.Agent != released.Agent)
            return $"The contact {contact.Id} leaves {released.Agent}, but {contact.Agent} has it.";
        if (released.Agent is { } id && state.Agents.TryGetValue(id, out var agent) && agent.Presence != Presence.Offline)
            return $"The contact {contact.Id} leaves {id}, who is {agent.Presence}.";
        if (contact.Release is not { } release)
            return $"The contact {contact.Id} leaves {released.Agent} against its queue's rule.";
        if (release.Due > released.At) return $"The contact {contact.Id} leaves {released.Agent} before {release.Due}.";
        return release.Do == released.Do ? null : $"The release of {contact.Id} does {released.Do}, not {release.Do}.";
    }

    /// <summary>Every contact of an agent who is gone is kept by a rule, or its document has the release.</summary>
    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Contacts)
        {
            if (!state.Contacts.TryGetValue(document.Id, out var contact) || document.Release == contact.Release) continue;
            return $"By its document the release of {document.Id} is {document.Release}, by its events {contact.Release}.";
        }

        return null;
    }

    public override string? WhenQuiescent(QuiescentState quiescent)
    {
        foreach (var contact in quiescent.State.Contacts.Values)
        {
            if (contact.Release?.Due <= quiescent.AskedAt)
                return $"The contact {contact.Id} is with {contact.Agent}, who is offline, after {contact.Release.Due}.";
        }

        return null;
    }
}

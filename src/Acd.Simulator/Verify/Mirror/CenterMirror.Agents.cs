using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What events about agents come to.</summary>
internal sealed partial class CenterMirror
{
    /// <summary>Takes over which cooldowns are left, which events do not tell, from the documents of a commit.</summary>
    public void FollowCooldowns(Commit commit)
    {
        foreach (var document in commit.Changes.Contacts)
            if (Contacts.TryGetValue(document.Id, out var contact)) contact.Cooldowns = [.. document.Cooldowns];
    }

    /// <summary>
    /// Takes over which contacts are forgotten, and the agents' places: an engine that was loaded after the last one was removed
    /// gives its place out again, which changes no order.
    /// </summary>
    public void Follow(Commit commit)
    {
        foreach (var document in commit.Changes.Agents)
        {
            if (Agents.TryGetValue(document.Id, out var agent)) agent.IdleOrder = document.IdleOrder;
            _lastIdleOrder = Math.Max(_lastIdleOrder, document.IdleOrder);
        }

        foreach (var forgotten in commit.Changes.ForgottenContacts) Closed.Remove(forgotten);
    }

    private void Apply(AgentPresenceChanged changed)
    {
        if (changed.Agent is not { } id || !Agents.TryGetValue(id, out var agent)) return;
        var became = changed.Presence == Presence.Available && agent.Presence != Presence.Available;
        (agent.Presence, agent.Reason) = (changed.Presence, changed.Reason);
        if (became) Refresh(agent, changed.At);
    }

    private void Apply(AgentId id, AgentChanged changed)
    {
        if (changed.Profile is not { } profile)
        {
            Agents.Remove(id);
            foreach (var contact in Contacts.Values) contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == id);
        }
        else if (Agents.TryGetValue(id, out var agent))
        {
            agent.Profile = profile;
        }
        else
        {
            Agents.Add(id, new MirrorAgent(id, changed.Sequence, profile));
        }
    }

    private void Refresh(MirrorAgent agent, Timestamp at)
    {
        _lastIdleOrder = Math.Max(at.Milliseconds * IdleUnits, _lastIdleOrder + 1);
        agent.IdleOrder = _lastIdleOrder;
    }
}

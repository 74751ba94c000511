using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What events about agents come to.</summary>
internal sealed partial class ProjectedState
{
    private void Apply(AgentPresenceChanged changed)
    {
        if (changed.Agent is not { } id || !Agents.TryGetValue(id, out var agent)) return;
        var before = agent.Presence;
        (agent.Presence, agent.Reason) = (changed.Presence, changed.Reason);
        if (changed.Presence == Presence.Available && before != Presence.Available) agent.IdleOrder = NextOrder(changed.At);
        if (before == Presence.Offline && changed.Presence != Presence.Offline)
            agent.ContactOrder = changed.Presence == Presence.Available ? agent.IdleOrder : NextOrder(changed.At);
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
            Agents.Add(id, new ProjectedAgent(id, changed.Sequence, profile));
        }
    }

    private void Refresh(ProjectedAgent agent, Timestamp at) => agent.IdleOrder = agent.ContactOrder = NextOrder(at);

    private long NextOrder(Timestamp at) => _lastOrder = Math.Max(at.Milliseconds * IdleUnits, _lastOrder + 1);
}

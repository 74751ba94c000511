using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Whether an agent is ready for a contact, by the rules of <c>docs/rules.md</c>. Between two commits nobody outside the engine
/// knows whether what was due by now (the end of a cooldown, of a preference, of the wait for a next attempt) has happened
/// already; so there are two answers: surely, and maybe.
/// </summary>
internal static class AgentReadinessExtensions
{
    /// <summary>Whether the agent is ready, whatever has happened of what is due at a time.</summary>
    public static bool IsSurelyReady(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now) =>
        state.IsEligible(contact, agent)
        && contact.Callback?.NotBefore is null
        && !state.MayBeKeptForOther(contact, agent, now)
        && (CooldownOf(contact, agent) is null || !state.OthersCouldServe(contact, agent, over => over.Until > now));

    /// <summary>Whether the agent may be ready.</summary>
    public static bool MayBeReady(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now) =>
        state.IsEligible(contact, agent)
        && !(contact.Callback?.NotBefore > now)
        && (state.CertainPreferredAgentOf(contact, now) ?? agent) == agent
        && (CooldownOf(contact, agent) is not { } cooldown || cooldown.Until <= now
            || !state.OthersCouldServe(contact, agent, _ => true));

    /// <summary>Whether the agent is ready by the documents, now that everything has happened that was due.</summary>
    public static bool IsReady(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent) =>
        state.IsEligible(contact, agent)
        && contact.Callback?.NotBefore is null
        && !state.MayBeKeptForOther(contact, agent, state.Time.CompletedUntil)
        && (CooldownOf(contact, agent) is null || !state.OthersCouldServe(contact, agent, _ => true));

    /// <summary>Whether the agent has every skill that the contact requires, at the level or above.</summary>
    public static bool Serves(this ProjectedAgent agent, IEnumerable<Requirement> requirements) => requirements.All(
        needed => agent.Profile.Skills.Any(skill => skill.Skill == needed.Skill && skill.Level >= needed.Level));

    /// <summary>Somebody who is logged in and has all skills that a contact would need, if there is one.</summary>
    public static ProjectedAgent? LoggedInFor(this ProjectedState state, IReadOnlyList<Requirement> requirements) =>
        state.Agents.Values.FirstOrDefault(agent => agent.Presence != Presence.Offline && agent.Serves(requirements));

    /// <summary>Whether the agent has room for one more contact of a channel.</summary>
    public static bool HasRoom(this ProjectedState state, ProjectedAgent agent, ChannelId channel)
    {
        var (_, cost, most) = state.CostOf(agent, channel);
        return agent.UsedCapacity + cost <= agent.Profile.Capacity
            && (most is null || agent.Assignments.Count(one => one.Contact.Channel == channel) < most);
    }

    /// <summary>Whom the contact is kept for, where that is certain.</summary>
    public static ProjectedAgent? CertainPreferredAgentOf(this ProjectedState state, ProjectedContact contact, Timestamp now) =>
        contact.Preference is { Until: { } until } preference && now < until
        && state.Agents.TryGetValue(preference.Agent, out var agent) && MayBeKeptFor(contact, agent)
        && CooldownOf(contact, agent) is null ? agent : null;

    private static bool MayBeKeptForOther(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now) =>
        contact.Preference is { } preference && preference.Agent != agent.Id && !(preference.Until <= state.Time.CompletedUntil)
        && state.Agents.TryGetValue(preference.Agent, out var preferred) && MayBeKeptFor(contact, preferred)
        && !(CooldownOf(contact, preferred)?.Until > now);

    private static bool MayBeKeptFor(ProjectedContact contact, ProjectedAgent agent) =>
        agent.Presence is Presence.Available or Presence.NotReady && agent.Serves(contact.Requirements);

    private static bool IsEligible(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent) =>
        state.Settings.Open && agent.Presence == Presence.Available && agent.Serves(contact.Requirements)
        && state.HasRoom(agent, contact.Channel);

    private static Cooldown? CooldownOf(ProjectedContact contact, ProjectedAgent agent) =>
        contact.Cooldowns.Find(cooldown => cooldown.Agent == agent.Id);

    /// <summary>
    /// Whether somebody else could serve the contact, busy or not, because no cooldown that counts forbids it.
    /// </summary>
    private static bool OthersCouldServe(
        this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Func<Cooldown, bool> counts) =>
        state.Agents.Values.Any(other => other != agent && other.Presence == Presence.Available
            && other.Serves(contact.Requirements)
            && (CooldownOf(contact, other) is not { } cooldown || !counts(cooldown)));
}

/// <summary>By what the queues' strategies order agents; the least goes first.</summary>
internal static class AgentRankingExtensions
{
    private const long LoadPrecision = 1_000_000;

    /// <summary>An agent's place among those who are ready for a contact.</summary>
    /// <param name="state">The center.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="now">The time, which says what day it is.</param>
    public static (long Strategy, long Idle, long Sequence) KeyOf(
        this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now)
    {
        var queue = state.QueueOf(contact);
        var first = queue.Strategy switch
        {
            Strategy.LongestIdle => 0,
            Strategy.LeastLoaded => agent.UsedCapacity * LoadPrecision / agent.Profile.Capacity,
            Strategy.FewestContacts => agent.Accepted.Day == state.DayOf(now) ? agent.Accepted.Contacts : 0,
            Strategy.MostSkilled => -contact.Requirements.Sum(needed => agent.LevelOf(needed.Skill)),
            Strategy.RoundRobin => agent.LastOffer,
            _ => throw new InvalidOperationException($"{queue.Strategy} is no strategy that the checkers know."),
        };
        return (first, queue.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder, agent.Sequence);
    }
}

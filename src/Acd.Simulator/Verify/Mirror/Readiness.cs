using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Whether an agent is ready for a contact, by the rules of <c>docs/rules.md</c>. Between two commits nobody outside the engine
/// knows whether what was due by now (the end of a cooldown, of a preference, of the wait for a next attempt) has happened
/// already; so there are two answers: surely, and maybe.
/// </summary>
internal static class Readiness
{
    /// <summary>Whether the agent is ready, whatever has happened of what is due at a time.</summary>
    public static bool IsSurelyReady(this CenterMirror center, MirrorContact contact, MirrorAgent agent, Timestamp now) =>
        center.HasAll(contact, agent)
        && contact.Callback?.NotBefore is null
        && !center.OthersMayKeep(contact, agent, now)
        && (CooldownOf(contact, agent) is null || !center.OthersServe(contact, agent, over => over.Until > now));

    /// <summary>Whether the agent may be ready.</summary>
    public static bool MayBeReady(this CenterMirror center, MirrorContact contact, MirrorAgent agent, Timestamp now) =>
        center.HasAll(contact, agent)
        && !(contact.Callback?.NotBefore > now)
        && (center.SureKeeperOf(contact, now) ?? agent) == agent
        && (CooldownOf(contact, agent) is not { } cooldown || cooldown.Until <= now
            || !center.OthersServe(contact, agent, _ => true));

    /// <summary>Whether the agent is ready by the documents, now that everything has happened that was due.</summary>
    public static bool IsReady(this CenterMirror center, MirrorContact contact, MirrorAgent agent) =>
        center.HasAll(contact, agent)
        && contact.Callback?.NotBefore is null
        && !center.OthersMayKeep(contact, agent, center.Time.Done)
        && (CooldownOf(contact, agent) is null || !center.OthersServe(contact, agent, _ => true));

    /// <summary>Whether the agent has every skill that the contact requires, at the level or above.</summary>
    public static bool Serves(this MirrorAgent agent, IEnumerable<Requirement> requirements) => requirements.All(
        needed => agent.Profile.Skills.Any(skill => skill.Skill == needed.Skill && skill.Level >= needed.Level));

    /// <summary>Somebody who is logged in and has all skills that a contact would need, if there is one.</summary>
    public static MirrorAgent? LoggedInFor(this CenterMirror center, IReadOnlyList<Requirement> requirements) =>
        center.Agents.Values.FirstOrDefault(agent => agent.Presence != Presence.Offline && agent.Serves(requirements));

    /// <summary>Whether the agent has room for one more contact of a channel.</summary>
    public static bool HasRoom(this CenterMirror center, MirrorAgent agent, ChannelId channel)
    {
        var (_, cost, most) = center.CostOf(agent, channel);
        return agent.Taken + cost <= agent.Profile.Capacity
            && (most is null || agent.Has.Count(one => one.Contact.Channel == channel) < most);
    }

    /// <summary>Whom the contact is kept for, where that is certain.</summary>
    public static MirrorAgent? SureKeeperOf(this CenterMirror center, MirrorContact contact, Timestamp now) =>
        contact.Preference is { Until: { } until } wanted && now < until
        && center.Agents.TryGetValue(wanted.Agent, out var agent) && CouldKeep(contact, agent)
        && CooldownOf(contact, agent) is null ? agent : null;

    private static bool OthersMayKeep(this CenterMirror center, MirrorContact contact, MirrorAgent agent, Timestamp now) =>
        contact.Preference is { } wanted && wanted.Agent != agent.Id && !(wanted.Until <= center.Time.Done)
        && center.Agents.TryGetValue(wanted.Agent, out var keeper) && CouldKeep(contact, keeper)
        && !(CooldownOf(contact, keeper)?.Until > now);

    private static bool CouldKeep(MirrorContact contact, MirrorAgent agent) =>
        agent.Presence is Presence.Available or Presence.NotReady && agent.Serves(contact.Requirements);

    private static bool HasAll(this CenterMirror center, MirrorContact contact, MirrorAgent agent) =>
        center.Settings.Open && agent.Presence == Presence.Available && agent.Serves(contact.Requirements)
        && center.HasRoom(agent, contact.Channel);

    private static Cooldown? CooldownOf(MirrorContact contact, MirrorAgent agent) =>
        contact.Cooldowns.Find(cooldown => cooldown.Agent == agent.Id);

    /// <summary>
    /// Whether somebody else could serve the contact, busy or not, because no cooldown that counts forbids it.
    /// </summary>
    private static bool OthersServe(
        this CenterMirror center, MirrorContact contact, MirrorAgent agent, Func<Cooldown, bool> counts) =>
        center.Agents.Values.Any(other => other != agent && other.Presence == Presence.Available
            && other.Serves(contact.Requirements)
            && (CooldownOf(contact, other) is not { } cooldown || !counts(cooldown)));
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Whether an agent is ready for a contact, by the rules of <c>docs/rules.md</c>. Between two commits nobody outside the engine
/// knows whether a cooldown whose time is over was removed already; so there are two answers: surely, and maybe.
/// </summary>
internal static class Readiness
{
    /// <summary>Whether the agent is ready, whatever was removed of the cooldowns that are over at a time.</summary>
    public static bool IsSurelyReady(this CenterMirror center, MirrorContact contact, MirrorAgent agent, Timestamp now) =>
        center.HasAll(contact, agent)
        && (CooldownOf(contact, agent) is null || !center.OthersServe(contact, agent, over => over.Until > now));

    /// <summary>Whether the agent may be ready.</summary>
    public static bool MayBeReady(this CenterMirror center, MirrorContact contact, MirrorAgent agent, Timestamp now) =>
        center.HasAll(contact, agent)
        && (CooldownOf(contact, agent) is not { } cooldown || cooldown.Until <= now
            || !center.OthersServe(contact, agent, _ => true));

    /// <summary>Whether the agent is ready by the cooldowns as they stand in the documents.</summary>
    public static bool IsReady(this CenterMirror center, MirrorContact contact, MirrorAgent agent) =>
        center.HasAll(contact, agent)
        && (CooldownOf(contact, agent) is null || !center.OthersServe(contact, agent, _ => true));

    /// <summary>Whether the agent has every skill that the contact requires, at the level or above.</summary>
    public static bool Serves(this MirrorAgent agent, MirrorContact contact) => contact.Requirements.All(
        needed => agent.Profile.Skills.Any(skill => skill.Skill == needed.Skill && skill.Level >= needed.Level));

    /// <summary>Whether the agent has room for one more contact of a channel.</summary>
    public static bool HasRoom(this CenterMirror center, MirrorAgent agent, ChannelId channel)
    {
        var (_, cost, most) = center.CostOf(agent, channel);
        return agent.Taken + cost <= agent.Profile.Capacity
            && (most is null || agent.Has.Count(one => one.Contact.Channel == channel) < most);
    }

    private static bool HasAll(this CenterMirror center, MirrorContact contact, MirrorAgent agent) =>
        center.Settings.Open && agent.Presence == Presence.Available && agent.Serves(contact)
        && center.HasRoom(agent, contact.Channel);

    private static Cooldown? CooldownOf(MirrorContact contact, MirrorAgent agent) =>
        contact.Cooldowns.Find(cooldown => cooldown.Agent == agent.Id);

    /// <summary>
    /// Whether somebody else could serve the contact, busy or not, because no cooldown that counts forbids it.
    /// </summary>
    private static bool OthersServe(
        this CenterMirror center, MirrorContact contact, MirrorAgent agent, Func<Cooldown, bool> counts) =>
        center.Agents.Values.Any(other => other != agent && other.Presence == Presence.Available && other.Serves(contact)
            && (CooldownOf(contact, other) is not { } cooldown || !counts(cooldown)));
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Whether an agent is ready for a contact, by <c>docs/reference/rules.md</c>. Between two commits it is unknown outside of
/// the engine whether a deadline of now (of a cooldown, a preference, a callback's next attempt) has been handled. So there
/// are two answers: surely and maybe.
/// </summary>
internal static class AgentReadinessExtensions
{
    /// <summary>Whether the agent is ready, whichever deadlines of a time have been handled.</summary>
    public static bool IsSurelyReady(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now) =>
        state.IsEligible(contact, agent)
        && !contact.IsAway
        && (contact.State == ContactState.Offered || !state.MayBeKeptForOther(contact, agent, now))
        && !state.MayKeepRoomFrom(agent, contact)
        && contact.UnknownSender != agent.Id
        && (CooldownOf(contact, agent) is not { } own
            || (!(own.FirmUntil > state.Time.CompletedUntil)
                && !(contact.PausedUntil > state.Time.CompletedUntil)
                && !state.OthersCouldServe(contact, agent, over => over.Until > now)));

    /// <summary>Whether the agent is ready if some deadlines of a time have been handled.</summary>
    public static bool MayBeReady(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now) =>
        state.IsEligible(contact, agent)
        && contact.Parked is null && !(contact.Callback?.NotBefore > now)
        && (contact.State == ContactState.Offered || (state.CertainPreferredAgentOf(contact, now) ?? agent) == agent)
        && (CooldownOf(contact, agent) is not { } cooldown || cooldown.Until <= now
            || (!(cooldown.FirmUntil > now) && !(contact.PausedUntil > now)
                && !state.OthersCouldServe(contact, agent, _ => true)));

    /// <summary>Whether the agent is ready by the documents, when every deadline has been handled.</summary>
    public static bool IsReady(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent) =>
        state.IsEligible(contact, agent)
        && !contact.IsAway
        && (contact.State == ContactState.Offered || !state.MayBeKeptForOther(contact, agent, state.Time.CompletedUntil))
        && !state.KeepsRoomFrom(agent, contact)
        && (CooldownOf(contact, agent) is not { } own
            || (own.FirmUntil is null && contact.PausedUntil is null
                && !state.OthersCouldServe(contact, agent, _ => true)));

    /// <summary>Whether the agent has every required skill at the level or above.</summary>
    public static bool Serves(this ProjectedAgent agent, IEnumerable<Requirement> requirements) => requirements.All(
        needed => agent.Profile.Skills.Any(skill => skill.Skill == needed.Skill && skill.Level >= needed.Level));

    /// <summary>Whether the agent has room for one more contact of a channel.</summary>
    public static bool HasRoom(this ProjectedState state, ProjectedAgent agent, ChannelId channel)
    {
        var (_, cost, most, offers) = state.CostOf(agent, channel);
        var same = agent.Assignments.FindAll(one => one.Contact.Channel == channel);
        return agent.UsedCapacity + cost <= agent.Profile.Capacity
            && (most is null || same.Count + agent.WrapUps.Count(wrapUp => wrapUp.Channel == channel) < most)
            && same.Count(one => !one.Offer.Accepted) < (offers ?? 1);
    }

    /// <summary>The preferred agent that the contact is certainly kept for, if there is one.</summary>
    public static ProjectedAgent? CertainPreferredAgentOf(this ProjectedState state, ProjectedContact contact, Timestamp now) =>
        contact.Preference is { Until: { } until } preference && now < until
        && state.Agents.TryGetValue(preference.Agent, out var agent) && MayBeKeptFor(contact, agent)
        && CooldownOf(contact, agent) is null ? agent : null;

    /// <summary>
    /// Whether an offered contact surely may ring at one more agent. An offer to the preferred agent may be for the preference,
    /// whose end no event shows.
    /// </summary>
    public static bool SurelyWantsFurtherRing(this ProjectedState state, ProjectedContact contact) =>
        contact.State == ContactState.Offered && contact.Offers.Count < state.QueueOf(contact).OffersAtOnce
        && !contact.Offers.Exists(offer => offer.Assigned
            || (contact.Preference is { } preference && preference.Agent == offer.Agent && !(preference.Until <= offer.At)));

    /// <summary>The contacts that wait for an agent, queued or surely for a further one, by rank.</summary>
    public static IEnumerable<ProjectedContact> Seeking(this ProjectedState state) =>
        state.Contacts.Values.Where(contact => contact.State == ContactState.Queued || state.SurelyWantsFurtherRing(contact))
            .OrderBy(contact => contact.Key);

    private static bool MayBeKeptForOther(
        this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Timestamp now) =>
        contact.Preference is { } preference && preference.Agent != agent.Id && !(preference.Until <= state.Time.CompletedUntil)
        && state.Agents.TryGetValue(preference.Agent, out var preferred) && MayBeKeptFor(contact, preferred)
        && !(CooldownOf(contact, preferred)?.Until > now);

    private static bool MayBeKeptFor(ProjectedContact contact, ProjectedAgent agent) =>
        agent.Presence is Presence.Available or Presence.NotReady && agent.Serves(contact.Requirements);

    private static bool IsEligible(this ProjectedState state, ProjectedContact contact, ProjectedAgent agent) =>
        state.Settings.Open && agent.Presence == Presence.Available && agent.Serves(contact.Requirements)
        && !contact.Offers.Exists(offer => offer.Agent == agent.Id)
        && state.HasRoom(agent, contact.Channel);

    private static Cooldown? CooldownOf(ProjectedContact contact, ProjectedAgent agent) =>
        contact.Cooldowns.Find(cooldown => cooldown.Agent == agent.Id);

    /// <summary>
    /// Whether another agent, busy or not, could serve the contact despite the cooldowns that count.
    /// </summary>
    private static bool OthersCouldServe(
        this ProjectedState state, ProjectedContact contact, ProjectedAgent agent, Func<Cooldown, bool> counts) =>
        state.Agents.Values.Any(other => other != agent && other.Presence == Presence.Available
            && other.Serves(contact.Requirements)
            && (CooldownOf(contact, other) is not { } cooldown || !counts(cooldown)));
}

/// <summary>The order of agents by the queues' strategies; the least key goes first.</summary>
internal static class AgentRankingExtensions
{
    private const long LoadPrecision = 1_000_000;

    /// <summary>An agent's key among the agents who are ready for a contact.</summary>
    /// <param name="state">The state.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="now">The time, which determines the day, and the cooldowns that certainly last.</param>
    public static (bool Rings, long Cooldown, long Strategy, long Idle, long Sequence) KeyOf(
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
            _ => throw new InvalidOperationException($"The checkers do not know the strategy {queue.Strategy}."),
        };
        var rings = agent.Assignments.Exists(one => !one.Offer.Accepted);
        var cooldown = 1 + contact.Cooldowns.FindIndex(one => one.Agent == agent.Id && one.Until > now);
        var idle = queue.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder;
        return (rings, cooldown, first, idle, agent.Sequence);
    }
}

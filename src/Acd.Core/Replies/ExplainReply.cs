namespace Acd.Core;

/// <summary>Explains why a contact waits, or why its offered agent was chosen.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">The contact's state.</param>
/// <param name="Summary">The explanation in one sentence.</param>
public sealed record ExplainReply(ContactId Contact, ContactState State, string Summary) : Reply
{
    /// <summary>Its position, from 1, among those that compete for the same agents.</summary>
    public int? Position { get; init; }

    /// <summary>
    /// The reasons why agents do not take the contact, with counts. An agent counts under its first reason, and under each skill
    /// that it lacks.
    /// </summary>
    public IReadOnlyList<WaitReason> Reasons { get; init; } = [];

    /// <summary>The reason for the agent of each pending offer.</summary>
    public IReadOnlyList<ChoiceReason> Choices { get; init; } = [];
}

/// <summary>A reason why agents do not take a waiting contact.</summary>
/// <param name="Reason">
/// <c>closed</c> (the center), <c>kept</c> (for the preferred agent), <c>nextAttempt</c> (a failed callback), <c>offline</c>,
/// <c>notReady</c>, <c>draining</c>, <c>noRoom</c>, <c>cooldown</c>, <c>keepsRoom</c> or <c>lacksSkill</c>.
/// </param>
/// <param name="Agents">The number of agents with this reason.</param>
/// <param name="Remedy">What would change it, in one sentence.</param>
public sealed record WaitReason(string Reason, int Agents, string Remedy)
{
    /// <summary>The skill that the agents lack, for <c>lacksSkill</c>.</summary>
    public SkillId? Skill { get; init; }

    /// <summary>The level that the agents lack.</summary>
    public int? Level { get; init; }

    /// <summary>Of these agents, those who are available with free capacity and lack nothing else.</summary>
    public int? ReadyBut { get; init; }
}

/// <summary>The reason why an agent was chosen.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Strategy">The queue's strategy.</param>
/// <param name="IdleSince">The start of the agent's idle time, by the queue's basis.</param>
/// <param name="Text">The reason in one sentence.</param>
public sealed record ChoiceReason(OfferId Offer, AgentId Agent, Strategy Strategy, Timestamp IdleSince, string Text)
{
    /// <summary>The other agents who could take the contact now, at most 5, by the queue's strategy.</summary>
    public IReadOnlyList<AgentId> OthersReady { get; init; } = [];
}

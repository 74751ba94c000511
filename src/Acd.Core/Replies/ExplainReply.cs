namespace Acd.Core;

/// <summary>Why a contact waits, or why the agent it is offered to was chosen.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">Where it is.</param>
/// <param name="Summary">The reason in one sentence.</param>
public sealed record ExplainReply(ContactId Contact, ContactState State, string Summary) : Reply
{
    /// <summary>How many contacts of its queue wait before it, and one.</summary>
    public int? Position { get; init; }

    /// <summary>
    /// Why agents do not take it, by how many: each under the first reason that stands in its way, and those that lack skills
    /// under each skill they lack.
    /// </summary>
    public IReadOnlyList<WaitReason> Reasons { get; init; } = [];

    /// <summary>Why the agent of its pending offer was chosen.</summary>
    public IReadOnlyList<ChoiceReason> Choices { get; init; } = [];
}

/// <summary>A reason why agents do not take a waiting contact.</summary>
/// <param name="Reason">
/// <c>closed</c> (the center), <c>kept</c> (for its preferred agent), <c>nextAttempt</c> (a callback that failed),
/// <c>offline</c>, <c>notReady</c>, <c>draining</c>, <c>noRoom</c>, <c>cooldown</c>, or <c>lacksSkill</c>.
/// </param>
/// <param name="Agents">How many agents it holds for.</param>
/// <param name="Remedy">What would change it, in one sentence.</param>
public sealed record WaitReason(string Reason, int Agents, string Remedy)
{
    /// <summary>The skill they lack, where that is the reason.</summary>
    public SkillId? Skill { get; init; }

    /// <summary>The level they lack it at.</summary>
    public int? Level { get; init; }

    /// <summary>Of agents that lack a skill: how many are available, have room and lack nothing else.</summary>
    public int? ReadyBut { get; init; }
}

/// <summary>Why an agent was chosen.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Strategy">The queue's strategy.</param>
/// <param name="IdleSince">Since when it was idle, by what the queue counts from.</param>
/// <param name="Text">The reason in one sentence.</param>
public sealed record ChoiceReason(OfferId Offer, AgentId Agent, Strategy Strategy, Timestamp IdleSince, string Text)
{
    /// <summary>Who else could take the contact now, the first of them by the queue's strategy, at most 5.</summary>
    public IReadOnlyList<AgentId> OthersReady { get; init; } = [];
}

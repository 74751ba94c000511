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
    /// Why agents do not take it, by how many; agents that lack skills are counted under each skill they lack.
    /// </summary>
    public IReadOnlyList<WaitReason> Reasons { get; init; } = [];

    /// <summary>Why the agent of its pending offer was chosen.</summary>
    public IReadOnlyList<ChoiceReason> Choices { get; init; } = [];
}

/// <summary>A reason why agents do not take a waiting contact.</summary>
/// <param name="Reason">
/// <c>closed</c> (the center), <c>offline</c>, <c>notReady</c>, <c>draining</c>, <c>noRoom</c>, <c>cooldown</c>, or
/// <c>lacksSkill</c>.
/// </param>
/// <param name="Agents">How many agents it holds for.</param>
/// <param name="Skill">The skill they lack, where that is the reason.</param>
/// <param name="Level">The level they lack it at.</param>
public sealed record WaitReason(string Reason, int Agents, SkillId? Skill = null, int? Level = null);

/// <summary>Why an agent was chosen.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Agent">The agent.</param>
/// <param name="IdleSince">Since when it was idle.</param>
/// <param name="Text">The reason in one sentence.</param>
public sealed record ChoiceReason(OfferId Offer, AgentId Agent, Timestamp IdleSince, string Text);

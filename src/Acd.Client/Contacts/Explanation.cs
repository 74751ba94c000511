namespace Acd.Client;

/// <summary>Why a contact waits, or why its agent was chosen.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">The contact's state.</param>
/// <param name="Summary">The explanation in one sentence.</param>
public sealed record Explanation(string Contact, ContactState State, string Summary) : Answer
{
    /// <summary>Its position, from 1, among those that compete for the same agents.</summary>
    public int? Position { get; init; }

    /// <summary>The reasons why agents do not take it, with counts.</summary>
    public IReadOnlyList<WaitReason> Reasons { get => field ?? []; init; }

    /// <summary>The reason for the agent of each pending offer.</summary>
    public IReadOnlyList<ChoiceReason> Choices { get => field ?? []; init; }
}

/// <summary>A reason why agents do not take a waiting contact.</summary>
/// <param name="Reason">The reason: <c>closed</c>, <c>noRoom</c>, <c>lacksSkill</c> and others.</param>
/// <param name="Agents">The number of agents with this reason.</param>
/// <param name="Remedy">What would change it, in one sentence.</param>
public sealed record WaitReason(string Reason, int Agents, string Remedy) : ApiObject
{
    /// <summary>The skill that the agents lack, for <c>lacksSkill</c>.</summary>
    public string? Skill { get; init; }

    /// <summary>The level that the agents lack.</summary>
    public int? Level { get; init; }

    /// <summary>Of these agents, those who are available with free capacity and lack nothing else.</summary>
    public int? ReadyBut { get; init; }
}

/// <summary>The reason why an agent was chosen.</summary>
/// <param name="Offer">The offer.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Strategy">The queue's strategy.</param>
/// <param name="IdleSince">The start of the agent's idle time.</param>
/// <param name="Text">The reason in one sentence.</param>
public sealed record ChoiceReason(string Offer, string Agent, Strategy Strategy, DateTimeOffset IdleSince, string Text)
    : ApiObject
{
    /// <summary>The other agents who could take the contact now, at most 5.</summary>
    public IReadOnlyList<string> OthersReady { get => field ?? []; init; }
}

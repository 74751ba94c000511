namespace Acd.Core;

/// <summary>Everything that the commands of a batch changed, to be written in one atomic step. All of it is immutable.</summary>
public sealed record Changes
{
    /// <summary>Contacts that are new or different, closed ones included; each once, as it is at the end of the batch.</summary>
    public required IReadOnlyList<ContactDocument> Contacts { get; init; }

    /// <summary>Agents that are new or different; each once.</summary>
    public required IReadOnlyList<AgentDocument> Agents { get; init; }

    /// <summary>Agents that are gone.</summary>
    public required IReadOnlyList<AgentId> RemovedAgents { get; init; }

    /// <summary>
    /// Closed contacts that are not remembered any longer: whatever there is of them goes, before anything of this batch is
    /// written. One that closed in this batch has no document in it, and may wait in line as far as a store knows.
    /// </summary>
    public required IReadOnlyList<ContactId> ForgottenContacts { get; init; }

    /// <summary>How the availability sets differ.</summary>
    public required IReadOnlyList<AvailabilityChange> Availability { get; init; }

    /// <summary>The settings, if they are different.</summary>
    public CenterSettings? Settings { get; init; }

    /// <summary>Named documents that are new, different or gone; each once.</summary>
    public IReadOnlyList<NamedDocument> Named { get; init; } = [];

    /// <summary>What happened, by sequence.</summary>
    public required IReadOnlyList<CenterEvent> Events { get; init; }

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty =>
        Contacts.Count + Agents.Count + RemovedAgents.Count + ForgottenContacts.Count + Availability.Count + Named.Count
            + Events.Count == 0
        && Settings is null;
}

/// <summary>A document that is neither a contact nor an agent: a board's figures, a caller who may come back.</summary>
/// <param name="Name">Its name, unique in the center: <c>board:…</c>, <c>return:…</c>; at most 256 characters.</param>
/// <param name="Json">What it says; none where it is gone.</param>
public sealed record NamedDocument(string Name, string? Json)
{
    /// <summary>What the names of the boards' documents begin with.</summary>
    public const string StatisticsPrefix = "board:";

    /// <summary>The name of the boards' document that says up to which event the others count.</summary>
    public const string StatisticsHead = "board:head";

    /// <summary>What the names of callers who may come back begin with.</summary>
    public const string ReturnPrefix = "return:";
}

/// <summary>
/// An agent enters or leaves availability sets. An agent is in the set of each of its skills, and in the set of all,
/// while it is available and has room for one more voice contact.
/// </summary>
/// <param name="Agent">The agent.</param>
/// <param name="Left">The skills whose sets it leaves.</param>
/// <param name="Entered">The skills whose sets it is in from now on, with <paramref name="IdleOrder"/>.</param>
/// <param name="IdleOrder">Its place in them and in the set of all; none where it leaves the set of all.</param>
public sealed record AvailabilityChange(
    AgentId Agent, IReadOnlyList<SkillId> Left, IReadOnlyList<SkillId> Entered, long? IdleOrder);

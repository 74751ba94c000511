namespace Acd.Core;

/// <summary>All changes of a batch of commands, to be written atomically. Immutable.</summary>
public sealed record Changes
{
    /// <summary>New and changed contacts, closed ones included. Each occurs once, as it is after the batch.</summary>
    public required IReadOnlyList<ContactDocument> Contacts { get; init; }

    /// <summary>New and changed agents, each once.</summary>
    public required IReadOnlyList<AgentDocument> Agents { get; init; }

    /// <summary>Removed agents.</summary>
    public required IReadOnlyList<AgentId> RemovedAgents { get; init; }

    /// <summary>
    /// Evicted closed contacts. Delete their documents before the batch is written. A contact that closed in this batch has no
    /// document in it, and may be open in the store.
    /// </summary>
    public required IReadOnlyList<ContactId> ForgottenContacts { get; init; }

    /// <summary>Changes of the availability sets.</summary>
    public required IReadOnlyList<AvailabilityChange> Availability { get; init; }

    /// <summary>
    /// The center's own settings, if they changed. Queues, gates and descriptions of skills are named documents.
    /// </summary>
    public CenterSettings? Settings { get; init; }

    /// <summary>New, changed and deleted named documents, each once.</summary>
    public IReadOnlyList<NamedDocument> Named { get; init; } = [];

    /// <summary>The events, by sequence.</summary>
    public required IReadOnlyList<CenterEvent> Events { get; init; }

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty =>
        Contacts.Count + Agents.Count + RemovedAgents.Count + ForgottenContacts.Count + Availability.Count + Named.Count
            + Events.Count == 0
        && Settings is null;
}

/// <summary>A document that is neither a contact nor an agent: statistics, a setting, an abandoned place, a key …</summary>
/// <param name="Name">
/// The name, unique in the center: <c>board:…</c>, <c>return:…</c>, <c>setting:…</c>, <c>request:…</c>,
/// <c>answer:…</c>, <c>session:…</c>, <c>connection:…</c>, <c>key:…</c>, <c>keys:…</c>, <c>audit:…</c> or <c>center:…</c>,
/// at most 256 characters.
/// </param>
/// <param name="Json">The content. Null if the document is deleted.</param>
public sealed record NamedDocument(string Name, string? Json)
{
    /// <summary>The prefix of the statistics documents' names.</summary>
    public const string StatisticsPrefix = "board:";

    /// <summary>The name of the statistics document that says up to which event the others count.</summary>
    public const string StatisticsHead = "board:head";

    /// <summary>The prefix of the abandoned places' names.</summary>
    public const string ReturnPrefix = "return:";

    /// <summary>The prefixes of the names of remembered keys and of their answers.</summary>
    public const string RequestPrefix = "request:", AnswerPrefix = "answer:";

    /// <summary>The prefix of the names of queues, gates and descriptions of skills.</summary>
    public const string SettingPrefix = "setting:";

    /// <summary>The prefix of the names of connections' documents: their progress, and what is theirs alone.</summary>
    public const string ConnectionPrefix = "connection:";

    /// <summary>The prefix of the names of what is kept about the center's own running.</summary>
    public const string CenterPrefix = "center:";

    /// <summary>The names of the documents of when the center last served, and of the grace after an outage.</summary>
    public const string Alive = "center:alive", Grace = "center:grace";
}

/// <summary>
/// An agent enters or leaves availability sets. An available agent with capacity for one more voice contact is in the set of
/// each of its skills and in the set of all.
/// </summary>
/// <param name="Agent">The agent.</param>
/// <param name="Left">The skills whose sets it leaves.</param>
/// <param name="Entered">The skills whose sets it is in from now on, with <paramref name="IdleOrder"/>.</param>
/// <param name="IdleOrder">Its position in them and in the set of all. Null if it leaves the set of all.</param>
public sealed record AvailabilityChange(
    AgentId Agent, IReadOnlyList<SkillId> Left, IReadOnlyList<SkillId> Entered, long? IdleOrder);

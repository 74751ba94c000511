namespace Acd.Core;

/// <summary>All documents of a center, from which an engine is loaded.</summary>
public sealed record CenterDocuments
{
    /// <summary>A new center.</summary>
    public static readonly CenterDocuments Empty = new();

    /// <summary>
    /// The center's own settings. Null in a new store. Those of version 1 and before have queues, gates and skills too.
    /// </summary>
    public CenterSettings? Settings { get; init; }

    /// <summary>The open contacts, in any order.</summary>
    public IReadOnlyList<ContactDocument> Contacts { get; init; } = [];

    /// <summary>The agents, in any order.</summary>
    public IReadOnlyList<AgentDocument> Agents { get; init; } = [];

    /// <summary>The remembered closed contacts, by the time of closing.</summary>
    public IReadOnlyList<ClosedContact> Closed { get; init; } = [];

    /// <summary>
    /// The named documents, in any order: settings, abandoned places and statistics. If the statistics are loaded later, only
    /// <see cref="NamedDocument.StatisticsHead"/> of them. The host reads them separately from the store.
    /// </summary>
    public IReadOnlyList<NamedDocument> Named { get; init; } = [];

    /// <summary>
    /// The events after <see cref="StatisticsSequence"/>, by sequence, as far as the store still has them. The host reads them
    /// separately from the store.
    /// </summary>
    public IReadOnlyList<CenterEvent> UncountedEvents { get; init; } = [];

    /// <summary>The sequence number of the last event that the statistics documents count, or 0.</summary>
    public long StatisticsSequence => StatisticsRestorer.LastCountedSequence(this);

    /// <summary>The sequence number of the last event, or 0.</summary>
    public long LastSequence { get; init; }

    /// <summary>
    /// All settings: the center's own, and those of the named documents. Those of a new store are the defaults.
    /// </summary>
    public CenterSettings GetSettings() => SettingsDocuments.Read(this);
}

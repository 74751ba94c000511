namespace Acd.Core;

/// <summary>All that a store has of a center: what an engine is made of.</summary>
public sealed record CenterDocuments
{
    /// <summary>A center that has never been used.</summary>
    public static readonly CenterDocuments Empty = new();

    /// <summary>The settings; none in a new store.</summary>
    public CenterSettings? Settings { get; init; }

    /// <summary>Every contact that is not closed, in any order.</summary>
    public IReadOnlyList<ContactDocument> Contacts { get; init; } = [];

    /// <summary>Every agent, in any order.</summary>
    public IReadOnlyList<AgentDocument> Agents { get; init; } = [];

    /// <summary>The closed contacts that are remembered, by the time of closing.</summary>
    public IReadOnlyList<ClosedContact> Closed { get; init; } = [];

    /// <summary>
    /// The named documents, in any order: callers who may come back, and the boards. Where the boards come later, only
    /// <see cref="NamedDocument.StatisticsHead"/> of them. A store does not give them with the others; whoever loads reads them.
    /// </summary>
    public IReadOnlyList<NamedDocument> Named { get; init; } = [];

    /// <summary>
    /// The events since the boards' documents were written, by sequence: those after <see cref="StatisticsSequence"/>. A store does
    /// not give them; whoever loads reads them, as far as the store has them.
    /// </summary>
    public IReadOnlyList<CenterEvent> UncountedEvents { get; init; } = [];

    /// <summary>The sequence number of the last event that the boards' documents count; 0 where there are none.</summary>
    public long StatisticsSequence => StatisticsRestorer.LastCountedSequence(this);

    /// <summary>The sequence number of the last event, 0 where there was none.</summary>
    public long LastSequence { get; init; }
}

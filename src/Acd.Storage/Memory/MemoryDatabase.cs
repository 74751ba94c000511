using Acd.Core;

namespace Acd.Storage;

/// <summary>
/// The data of memory stores, which may share it as processes share a database. Documents are kept as JSON, so that a load
/// returns what a durable store would return.
/// </summary>
/// <param name="time">The clock of the lease.</param>
public sealed class MemoryDatabase(TimeProvider time)
{
    /// <summary>The lock of everything below.</summary>
    internal Lock Gate { get; } = new();

    internal TimeProvider Time { get; } = time;

    internal long Epoch { get; set; }

    /// <summary>The lease holder's name; null after a release.</summary>
    internal string? Owner { get; set; }

    internal DateTimeOffset LeaseEnd { get; set; }

    internal Dictionary<ContactId, byte[]> Contacts { get; } = [];

    /// <summary>The closed contacts and their sequence numbers.</summary>
    internal Dictionary<ContactId, (ClosedContact Contact, long Sequence)> Closed { get; } = [];

    /// <summary>The closed contacts by sequence.</summary>
    internal SortedSet<(long Sequence, string Id)> ClosedBySequence { get; } = [];

    internal Dictionary<AgentId, byte[]> Agents { get; } = [];

    internal byte[]? Settings { get; set; }

    internal Dictionary<string, string> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>The kept events without a gap, from number <see cref="FirstKept"/> on.</summary>
    internal List<ReadOnlyMemory<byte>> Events { get; } = [];

    internal long FirstKept { get; set; } = 1;

    internal long LastSequence => FirstKept + Events.Count - 1;
}

using Acd.Core;

namespace Acd.Storage;

/// <summary>
/// What memory stores have in common when they share it, as processes share a database. Documents are kept as JSON, so that what
/// is loaded from it is what a durable store would give back.
/// </summary>
/// <param name="time">The clock by which leases end.</param>
public sealed class MemoryDatabase(TimeProvider time)
{
    /// <summary>Everything below is read and written under this lock.</summary>
    internal Lock Gate { get; } = new();

    internal TimeProvider Time { get; } = time;

    internal long Epoch { get; set; }

    /// <summary>Who has the lease; nobody where it was given up.</summary>
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

    /// <summary>The events that are kept, without a gap; the first of them is number <see cref="FirstKept"/>.</summary>
    internal List<byte[]> Events { get; } = [];

    internal long FirstKept { get; set; } = 1;

    internal long LastSequence => FirstKept + Events.Count - 1;
}

using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>A batch that the database has taken, with its documents and events as it would give them back.</summary>
internal sealed record CommittedBatch
{
    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }

    /// <summary>By whom.</summary>
    public required Lease Lease { get; init; }

    /// <summary>The writer's wall time.</summary>
    public required Timestamp Now { get; init; }

    /// <summary>What it changed.</summary>
    public required Changes Changes { get; init; }

    /// <summary>The contacts of the batch as they were before it, where they were there.</summary>
    public required IReadOnlyDictionary<ContactId, ContactDocument> Before { get; init; }

    /// <summary>Its documents and events as they are kept.</summary>
    public required IReadOnlyList<string> Json { get; init; }
}

namespace Acd.Core;

/// <summary>
/// An abandoned place that its caller gets back on a quick return. Its name is <c>return:&lt;queue&gt;/&lt;hash of the
/// caller&gt;</c>.
/// </summary>
public sealed record ReturnDocument
{
    /// <summary>The contact's queue.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>The caller's number, in one spelling if that is known.</summary>
    public required string CallerId { get; init; }

    /// <summary>The abandoned contact.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The contact's rank.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>When it was abandoned.</summary>
    public required Timestamp At { get; init; }

    /// <summary>When the place expires.</summary>
    public required Timestamp Until { get; init; }
}

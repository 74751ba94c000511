namespace Acd.Core;

/// <summary>
/// A caller who abandoned a contact and has its place again if it comes back soon. Kept as the named document
/// <c>return:&lt;queue&gt;/&lt;hash of the caller&gt;</c>.
/// </summary>
public sealed record ReturnDocument
{
    /// <summary>The queue it waited in.</summary>
    public required QueueId Queue { get; init; }

    /// <summary>Who called.</summary>
    public required string CallerId { get; init; }

    /// <summary>The contact that was abandoned.</summary>
    public required ContactId Contact { get; init; }

    /// <summary>The place it had in line.</summary>
    public required Timestamp Rank { get; init; }

    /// <summary>When it was abandoned.</summary>
    public required Timestamp At { get; init; }

    /// <summary>When its place is forgotten.</summary>
    public required Timestamp Until { get; init; }
}

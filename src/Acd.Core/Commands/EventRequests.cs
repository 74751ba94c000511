namespace Acd.Core;

/// <summary>Asks for a page of committed events. The host answers it from memory or from the store, not the engine.</summary>
/// <param name="After">The sequence number before the page's first event; 0 for the oldest that is kept.</param>
/// <param name="Limit">How many events at the most: 1 to 1,000.</param>
public sealed record ReadEvents(long After, int Limit = 100) : HostRequest
{
    /// <summary>Only events of this type, such as <c>contactQueued</c>. Null for every type.</summary>
    public string? Type { get; init; }

    /// <summary>Only events of contacts in this queue. Null for every event.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>Only events of this contact. Null for every event.</summary>
    public ContactId? Contact { get; init; }
}

/// <summary>A page of events.</summary>
/// <param name="Events">The events, by sequence.</param>
/// <param name="Next">The sequence number after which the next page begins.</param>
/// <param name="FirstKept">The sequence number of the oldest event that the store keeps; the last one's + 1 where none.</param>
/// <param name="Last">The sequence number of the last event that there is.</param>
public sealed record EventsReply(IReadOnlyList<EventLine> Events, long Next, long FirstKept, long Last) : Reply;

/// <summary>An event as JSON, which whoever passes it on need not know.</summary>
/// <param name="Sequence">The event's number in the center.</param>
/// <param name="Json">The JSON on one line.</param>
public sealed record EventLine(long Sequence, string Json);

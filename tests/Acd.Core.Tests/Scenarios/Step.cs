namespace Acd.Core.Tests;

/// <summary>A line of a transcript: a request, some time after the previous one.</summary>
/// <param name="After">The time after the previous line.</param>
/// <param name="Request">The request.</param>
public sealed record Step(TimeSpan After, Request Request)
{
    /// <summary>
    /// The offer that an answer is about, by its position within its contact. It stays the same offer when a shrinker removes
    /// earlier lines and ids shift.
    /// </summary>
    public OfferOfContact? Offer { get; init; }

    /// <summary>Whether its changes are taken together with the next step's.</summary>
    public bool InBatch { get; init; }
}

/// <summary>An offer by its contact and the number of that contact's earlier offers.</summary>
public sealed record OfferOfContact(ContactId Contact, int Before);

/// <summary>No request, only time passes.</summary>
public sealed record AdvanceTime : Command;

/// <summary>The center returns after an outage.</summary>
/// <param name="For">How long it was away, up to now.</param>
public sealed record CenterWasAway(TimeSpan For) : Command;

/// <summary>The engine is loaded again from what it gave to the store.</summary>
public sealed record ReloadEngine : Command;

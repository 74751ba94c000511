namespace Acd.Core.Tests;

/// <summary>One line of a transcript: something is asked, a while after the line before it.</summary>
/// <param name="After">The while.</param>
/// <param name="Request">What is asked.</param>
public sealed record Step(TimeSpan After, Request Request)
{
    /// <summary>
    /// Which offer an answer is about, counted within its contact, so that it stays the same offer when a shrinker takes lines
    /// out before it and all numbers shift.
    /// </summary>
    public OfferOfContact? Offer { get; init; }

    /// <summary>Whether its changes are taken with those of the next step.</summary>
    public bool InBatch { get; init; }
}

/// <summary>An offer by its contact, and how many offers that had before.</summary>
public sealed record OfferOfContact(ContactId Contact, int Before);

/// <summary>Nothing is asked, but time passes.</summary>
public sealed record AdvanceTime : Command;

/// <summary>The engine is thrown away and made again of what it gave to the store.</summary>
public sealed record ReloadEngine : Command;

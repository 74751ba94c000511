using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>Something that happened to an offer.</summary>
public abstract record OfferEvent : ContactEvent
{
    /// <summary>The offer.</summary>
    [JsonPropertyOrder(-2)]
    public required OfferId Offer { get; init; }
}

/// <summary>A contact is held out to an agent.</summary>
public sealed record ContactOffered : OfferEvent
{
    /// <summary>When the offer times out.</summary>
    public required Timestamp Due { get; init; }

    /// <summary>What its gate has the agent told.</summary>
    public string? Whisper { get; init; }

    /// <summary>Whom to call, if it is a callback.</summary>
    public string? Callback { get; init; }

    /// <summary>Whether a supervisor gave it to this agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Assigned { get; init; }
}

/// <summary>The agent took it.</summary>
public sealed record OfferAccepted : OfferEvent
{
    /// <summary>How long it rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>The agent refused it; the contact is back in line at its old place.</summary>
public sealed record OfferDeclined : OfferEvent
{
    /// <summary>How long it rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>The agent did not answer in time (RONA); the contact is back in line at its old place.</summary>
public sealed record OfferTimedOut : OfferEvent
{
    /// <summary>How long it rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>The engine took it back.</summary>
public sealed record OfferRevoked : OfferEvent
{
    /// <summary>How long it rang.</summary>
    public required TimeSpan Ring { get; init; }
}

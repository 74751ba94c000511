using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>An event about an offer.</summary>
public abstract record OfferEvent : ContactEvent
{
    /// <summary>The offer.</summary>
    [JsonPropertyOrder(-2)]
    public required OfferId Offer { get; init; }
}

/// <summary>A contact was offered to an agent.</summary>
public sealed record ContactOffered : OfferEvent
{
    /// <summary>When the offer times out.</summary>
    public required Timestamp Due { get; init; }

    /// <summary>The gate's text for the agent.</summary>
    public string? Whisper { get; init; }

    /// <summary>The number to call, if the contact is a callback.</summary>
    public string? Callback { get; init; }

    /// <summary>Whether it is past the line: a supervisor assigned the contact, or the agent picked it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Assigned { get; init; }

    /// <summary>Whether the agent picked the contact.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Picked { get; init; }

    /// <summary>The agent that has the contact and hands it over by this offer, if it is a hand-over.</summary>
    public AgentId? From { get; init; }

    /// <summary>Where the agent's telephone is reached, if its profile says so.</summary>
    public string? Address { get; init; }

    /// <summary>The caller's number, if known.</summary>
    public string? CallerId { get; init; }

    /// <summary>The caller's number in one spelling, if it is not <see cref="CallerId"/>.</summary>
    public string? Caller { get; init; }

    /// <summary>The skills that the contact requires; absent where it requires none.</summary>
    [JsonConverter(typeof(RequirementsConverter))]
    public IReadOnlyList<Requirement>? Requirements { get; init; }

    /// <summary>The contact's attributes, a JSON object.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Attributes { get; init; }
}

/// <summary>The agent accepted the offer.</summary>
public sealed record OfferAccepted : OfferEvent
{
    /// <summary>How long the offer rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>The agent declined the offer. The contact is back in line at its rank, or stays with its agent.</summary>
public sealed record OfferDeclined : OfferEvent
{
    /// <summary>Why, if it is known: one of <see cref="DeclineCauses"/>, or another text.</summary>
    public string? Cause { get; init; }

    /// <summary>How long the offer rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>The agent did not answer in time (RONA). The contact is back in line at its rank.</summary>
public sealed record OfferTimedOut : OfferEvent
{
    /// <summary>How long the offer rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>The engine revoked the offer.</summary>
public sealed record OfferRevoked : OfferEvent
{
    /// <summary>How long the offer rang.</summary>
    public required TimeSpan Ring { get; init; }
}

/// <summary>
/// A hand-over failed: the contact stays connected to <see cref="CenterEvent.Agent"/>, the sender. It follows the end of the
/// offer.
/// </summary>
public sealed record HandoverFailed : ContactEvent
{
    /// <summary>The offer to the named agent.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>The agent that the contact was to be handed over to.</summary>
    public required AgentId To { get; init; }

    /// <summary>Why.</summary>
    public required HandoverFailure Reason { get; init; }
}

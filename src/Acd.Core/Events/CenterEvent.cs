using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>Something that happened. Boards, reports, event streams and exports are made from events alone.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(ContactQueued), "contactQueued")]
[JsonDerivedType(typeof(ContactUnservable), "contactUnservable")]
[JsonDerivedType(typeof(ContactOffered), "contactOffered")]
[JsonDerivedType(typeof(OfferAccepted), "offerAccepted")]
[JsonDerivedType(typeof(OfferDeclined), "offerDeclined")]
[JsonDerivedType(typeof(OfferTimedOut), "offerTimedOut")]
[JsonDerivedType(typeof(OfferRevoked), "offerRevoked")]
[JsonDerivedType(typeof(ContactConnected), "contactConnected")]
[JsonDerivedType(typeof(ContactHeld), "contactHeld")]
[JsonDerivedType(typeof(ContactResumed), "contactResumed")]
[JsonDerivedType(typeof(ContactTransferred), "contactTransferred")]
[JsonDerivedType(typeof(ContactPriorityChanged), "contactPriorityChanged")]
[JsonDerivedType(typeof(ContactRequirementsChanged), "contactRequirementsChanged")]
[JsonDerivedType(typeof(PlanStepped), "planStepped")]
[JsonDerivedType(typeof(CallbackRequested), "callbackRequested")]
[JsonDerivedType(typeof(CallbackFailed), "callbackFailed")]
[JsonDerivedType(typeof(WrapUpStarted), "wrapUpStarted")]
[JsonDerivedType(typeof(ContactClosed), "contactClosed")]
[JsonDerivedType(typeof(AgentPresenceChanged), "agentPresenceChanged")]
[JsonDerivedType(typeof(AgentChanged), "agentChanged")]
[JsonDerivedType(typeof(SettingsChanged), "settingsChanged")]
public abstract record CenterEvent
{
    private long _sequence;
    private Timestamp _at;

    /// <summary>The event's number in the center: 1, 2, 3 … without a gap.</summary>
    [JsonPropertyOrder(-9)]
    [JsonRequired]
    public long Sequence { get => _sequence; init => _sequence = value; }

    /// <summary>When it happened.</summary>
    [JsonPropertyOrder(-8)]
    [JsonRequired]
    public Timestamp At { get => _at; init => _at = value; }

    /// <summary>The agent it concerns, if it concerns one; the event is on that agent's stream.</summary>
    [JsonPropertyOrder(-3)]
    public AgentId? Agent { get; init; }

    /// <summary>Gives an event that nobody has seen yet its number and time: once, and without another copy of it.</summary>
    internal void Stamp(long sequence, Timestamp at) => (_sequence, _at) = (sequence, at);
}

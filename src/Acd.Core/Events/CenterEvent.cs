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

/// <summary>What an agent says of itself, or what the engine had to say for it, has changed.</summary>
public sealed record AgentPresenceChanged : CenterEvent
{
    /// <summary>The presence from now on.</summary>
    public required Presence Presence { get; init; }

    /// <summary>
    /// Why: the agent's own words; <c>ringNoAnswer</c>, <c>manualIn</c>, <c>closed</c> (not ready) or <c>heartbeatLost</c>,
    /// <c>drained</c> (offline) where the engine said it.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Whether somebody else said it for the agent: a supervisor.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Forced { get; init; }
}

/// <summary>An agent was created, changed or removed.</summary>
public sealed record AgentChanged : CenterEvent
{
    /// <summary>The agent's profile from now on; none where the agent was removed.</summary>
    public AgentProfile? Profile { get; init; }
}

/// <summary>The center was opened, closed, or its settings changed.</summary>
public sealed record SettingsChanged : CenterEvent
{
    /// <summary>The settings from now on.</summary>
    public required CenterSettings Settings { get; init; }
}

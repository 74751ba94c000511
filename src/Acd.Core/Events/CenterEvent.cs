using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>An event. Statistics, reports, event streams and exports are derived from events alone.</summary>
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
[JsonDerivedType(typeof(AgentWrapUpStarted), "agentWrapUpStarted")]
[JsonDerivedType(typeof(AgentWrapUpEnded), "agentWrapUpEnded")]
[JsonDerivedType(typeof(ContactReleased), "contactReleased")]
[JsonDerivedType(typeof(ContactAttributesChanged), "contactAttributesChanged")]
[JsonDerivedType(typeof(ContactParked), "contactParked")]
[JsonDerivedType(typeof(ContactUnparked), "contactUnparked")]
[JsonDerivedType(typeof(OfferDueChanged), "offerDueChanged")]
[JsonDerivedType(typeof(WrapUpDueChanged), "wrapUpDueChanged")]
[JsonDerivedType(typeof(CenterReturned), "centerReturned")]
[JsonDerivedType(typeof(HandoverFailed), "handoverFailed")]
public abstract record CenterEvent
{
    private long _sequence;
    private Timestamp _at;
    private CachedJson _json;

    /// <summary>Creates an event.</summary>
    protected CenterEvent()
    {
    }

    /// <summary>Copies an event, but not its JSON: a copy is made to be changed.</summary>
    protected CenterEvent(CenterEvent original) =>
        (_sequence, _at, Agent) = (original._sequence, original._at, original.Agent);

    /// <summary>The event's number in the center: 1, 2, 3 … without gaps.</summary>
    [JsonPropertyOrder(-9)]
    [JsonRequired]
    public long Sequence { get => _sequence; init => _sequence = value; }

    /// <summary>The time of the event.</summary>
    [JsonPropertyOrder(-8)]
    [JsonRequired]
    public Timestamp At { get => _at; init => _at = value; }

    /// <summary>The agent that the event is about, if any. The event is part of that agent's stream.</summary>
    [JsonPropertyOrder(-3)]
    public AgentId? Agent { get; init; }

    /// <summary>Stamps the number and the time on a new event, in place to avoid a copy.</summary>
    internal void Stamp(long sequence, Timestamp at) => (_sequence, _at) = (sequence, at);

    /// <summary>The event's JSON, once it was made. It is no part of the event's value.</summary>
    internal byte[]? Utf8Json
    {
        get => _json.Utf8;
        set => _json = new CachedJson(value);
    }

    /// <summary>Bytes that all compare equal, because a record compares each of its fields.</summary>
    private readonly struct CachedJson(byte[]? utf8) : IEquatable<CachedJson>
    {
        public byte[]? Utf8 => utf8;

        public bool Equals(CachedJson other) => true;

        public override bool Equals(object? obj) => obj is CachedJson;

        public override int GetHashCode() => 0;
    }
}

/// <summary>An agent's presence changed, by a command or by the engine.</summary>
public sealed record AgentPresenceChanged : CenterEvent
{
    /// <summary>The presence from now on.</summary>
    public required Presence Presence { get; init; }

    /// <summary>
    /// The reason: the agent's text, or one of the engine's. These are <c>ringNoAnswer</c>, <c>declined</c>,
    /// <c>deviceUnreachable</c>, <c>manualIn</c> and <c>closed</c> for not ready, <c>heartbeatLost</c> and
    /// <c>drained</c> for offline.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Whether a supervisor changed it for the agent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Forced { get; init; }
}

/// <summary>An agent was created, changed or removed.</summary>
public sealed record AgentChanged : CenterEvent
{
    /// <summary>The profile from now on. Null if the agent was removed.</summary>
    public AgentProfile? Profile { get; init; }
}

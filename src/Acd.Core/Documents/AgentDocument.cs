using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// An agent in the store. Its contacts are only in their own documents, so that no two documents can contradict each other.
/// </summary>
public sealed record AgentDocument
{
    /// <summary>The agent.</summary>
    public required AgentId Id { get; init; }

    /// <summary>The sequence number of the event that created it. Lists use this order.</summary>
    public required long Sequence { get; init; }

    /// <summary>The profile.</summary>
    [JsonConverter(typeof(AgentProfileConverter))]
    public required AgentProfile Profile { get; init; }

    /// <summary>The presence.</summary>
    public required Presence Presence { get; init; }

    /// <summary>The reason for the presence, if any.</summary>
    public string? Reason { get; init; }

    /// <summary>When the presence began.</summary>
    public required Timestamp PresenceSince { get; init; }

    /// <summary>
    /// The start of its idle time in 1/4096 ms since 1970: when it last became available, or took or finished a contact. Unique
    /// among agents; the longest idle has the lowest number. 0 if it was never available.
    /// </summary>
    public required long IdleOrder { get; init; }

    /// <summary>
    /// The start of its idle time without regard to breaks, in the same unit: when it logged in, or took or finished a contact.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ContactOrder { get; init; }

    /// <summary>When it last got an offer, in the same unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OfferOrder { get; init; }

    /// <summary>The contacts that it has accepted on <see cref="CountedDay"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ContactsToday { get; init; }

    /// <summary>The day of its last accepted contact, in the center's time zone.</summary>
    public DateOnly? CountedDay { get; init; }

    /// <summary>The number of its unanswered offers in a row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MissedOffers { get; init; }

    /// <summary>Whether its devices send heartbeats. Missing heartbeats then log it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasHeartbeat { get; init; }

    /// <summary>When its last missed offer was counted. Offers that rang at this time count as one miss with it.</summary>
    public Timestamp? MissedAt { get; init; }

    /// <summary>When it last accepted a contact while others rang at it. These are no misses.</summary>
    public Timestamp? AcceptedAt { get; init; }

    /// <summary>The number of its declined offers in a row.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int DeclinedOffers { get; init; }

    /// <summary>Its wrap-ups of contacts that it passed on, by start. Null if it has none.</summary>
    public IReadOnlyList<AgentWrapUpDocument>? WrapUps { get; init; }
}

/// <summary>An agent's wrap-up of a contact that it passed on.</summary>
/// <param name="Offer">The offer by which the agent had the contact.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Queue">The queue that it was in.</param>
/// <param name="Gate">The gate by which it had entered that queue, if any.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Cost">The agent's capacity that stays taken.</param>
/// <param name="Since">The start.</param>
/// <param name="Due">When it ends automatically.</param>
public sealed record AgentWrapUpDocument(
    OfferId Offer, ContactId Contact, QueueId Queue, GateId? Gate, ChannelId Channel, int Cost, Timestamp Since, Timestamp Due);

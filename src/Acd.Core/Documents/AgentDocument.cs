using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// An agent as the store keeps it. What it has at the moment is not here: that stands in its contacts' documents, so that no two
/// documents can disagree about it.
/// </summary>
public sealed record AgentDocument
{
    /// <summary>The agent.</summary>
    public required AgentId Id { get; init; }

    /// <summary>The sequence number of the event that made it; lists are by this order.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it is.</summary>
    [JsonConverter(typeof(AgentProfileConverter))]
    public required AgentProfile Profile { get; init; }

    /// <summary>What it says of itself.</summary>
    public required Presence Presence { get; init; }

    /// <summary>Why, where there is a reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Since when.</summary>
    public required Timestamp PresenceSince { get; init; }

    /// <summary>
    /// Since when it is idle, in 1/4096 ms since 1970: when it last became available, took a contact or was done with
    /// one. Unique over all agents, so that no two are equally long idle; the longest idle has the least. 0 before it was
    /// ever available.
    /// </summary>
    public required long IdleOrder { get; init; }

    /// <summary>
    /// Since when it is idle if breaks do not count, in the same unit: when it logged in, took a contact or was done with
    /// one.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long ContactOrder { get; init; }

    /// <summary>When it was last offered something, in the same unit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long OfferOrder { get; init; }

    /// <summary>How many contacts it has accepted on <see cref="CountedDay"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int ContactsToday { get; init; }

    /// <summary>The day, by the center's time zone, on which it last accepted a contact.</summary>
    public DateOnly? CountedDay { get; init; }

    /// <summary>How many offers in a row it has not answered.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int MissedOffers { get; init; }

    /// <summary>Whether its devices send heartbeats, whose end logs it out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasHeartbeat { get; init; }
}

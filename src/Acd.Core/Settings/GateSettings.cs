using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// A named entry into a queue: a menu choice, a dialled number. All gates of a queue share its line; statistics are kept
/// for the queue and for each gate.
/// </summary>
/// <param name="Id">The gate.</param>
/// <param name="Queue">The queue it leads into.</param>
public sealed record GateSettings(GateId Id, QueueId Queue)
{
    /// <summary>What an agent must have beside what the contact asks for; of two levels the higher counts. At most 32.</summary>
    [JsonPropertyName("skills")]
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>The priority of contacts that come with none, 0 to 9.</summary>
    public int? Priority { get; init; }

    /// <summary>What the agent is told with the offer, at most 256 characters.</summary>
    public string? Whisper { get; init; }

    /// <summary>A JSON object whose members a contact gets that does not have them, at most 4,096 bytes.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Attributes { get; init; }
}

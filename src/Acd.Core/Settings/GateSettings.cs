using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>
/// A gate: a named entry into a queue, for example a menu choice or a dialled number. All gates of a queue share its line.
/// Statistics exist for the queue and for each gate.
/// </summary>
/// <param name="Id">The gate.</param>
/// <param name="Queue">The queue that the gate leads to.</param>
public sealed record GateSettings(GateId Id, QueueId Queue)
{
    /// <summary>The requirements that the gate adds, at most 32. Of two levels for a skill the higher counts.</summary>
    [JsonPropertyName("skills")]
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>The priority of contacts without their own, 0 to 9.</summary>
    public int? Priority { get; init; }

    /// <summary>The text that the agent gets with the offer, at most 256 characters.</summary>
    public string? Whisper { get; init; }

    /// <summary>A JSON object, at most 4,096 bytes. Contacts get those of its members that they do not have.</summary>
    [JsonConverter(typeof(RawJsonConverter))]
    public string? Attributes { get; init; }

    /// <summary>The display name, at most 256 characters.</summary>
    public string? Name { get; init; }
}

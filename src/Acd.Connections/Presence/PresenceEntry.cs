using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;

namespace Acd.Connections;

/// <summary>A change of an agent's state at another system, as its stream has it.</summary>
/// <param name="AgentId">The agent.</param>
/// <param name="State">The state's name there.</param>
/// <param name="TimestampMs">When it changed there, in ms since 1970.</param>
/// <param name="GenesysEventId">The event's own id, or that of its subscription.</param>
/// <param name="IngestionTimestampMs">When it came here, in ms since 1970.</param>
internal sealed record PresenceEntry(
    string AgentId, string State, long TimestampMs, string GenesysEventId, long IngestionTimestampMs)
{
    /// <summary>How many changes one request may have, and how long their texts may be.</summary>
    public const int MaxEntries = 1_000, MaxText = 256;

    private const string Agent = "agentId", StateField = "state", Timestamp = "timestampMs", Event = "genesysEventId",
        Ingested = "ingestionTimestampMs";

    /// <summary>The fields of the stream.</summary>
    public NameValueEntry[] ToFields() =>
    [
        new(Agent, AgentId), new(StateField, State), new(Timestamp, TimestampMs), new(Event, GenesysEventId),
        new(Ingested, IngestionTimestampMs),
    ];

    /// <summary>Reads the fields of the stream; null where they are none.</summary>
    public static PresenceEntry? Read(NameValueEntry[] fields)
    {
        var texts = fields.ToDictionary(field => (string)field.Name!, field => (string?)field.Value, StringComparer.Ordinal);
        return texts.GetValueOrDefault(Agent) is { Length: > 0 } agent
            && texts.GetValueOrDefault(StateField) is { Length: > 0 } state
            && long.TryParse(texts.GetValueOrDefault(Timestamp), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new PresenceEntry(agent, state, at, texts.GetValueOrDefault(Event) ?? "", 0)
            : null;
    }

    /// <summary>Reads the body of a webhook: a change, or a list of them.</summary>
    /// <returns>What is wrong, if anything.</returns>
    public static string? TryParse(ReadOnlyMemory<byte> body, long now, out List<PresenceEntry> entries)
    {
        entries = [];
        try
        {
            using var json = JsonDocument.Parse(body);
            var all = json.RootElement.ValueKind == JsonValueKind.Array
                ? json.RootElement.EnumerateArray().ToList()
                : [json.RootElement];
            if (all.Count is 0 or > MaxEntries) return $"The body must have 1 to {MaxEntries} changes.";
            for (var i = 0; i < all.Count; i++)
            {
                if (Read(all[i], now) is not { } entry)
                    return $"Change {i} must have agentId, state and timestamp; texts have {MaxText} characters at the most.";
                entries.Add(entry);
            }

            return null;
        }
        catch (JsonException e)
        {
            return $"The body is not JSON: {e.Message}";
        }
    }

    private static PresenceEntry? Read(JsonElement json, long now)
    {
        if (json.ValueKind != JsonValueKind.Object || TextOf(json, Agent) is not { } agent
            || TextOf(json, StateField) is not { } state || TimeOf(json) is not { } at)
            return null;
        return new PresenceEntry(
            agent, state, at, TextOf(json, "eventId") ?? TextOf(json, "eventSubscriptionId") ?? "", now);
    }

    private static string? TextOf(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= MaxText } text
            ? text
            : null;

    /// <summary>The time: in ms since 1970, as a number or as text, or by ISO 8601.</summary>
    private static long? TimeOf(JsonElement json)
    {
        if (!json.TryGetProperty("timestamp", out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetInt64(out var number) && number > 0 ? number : null;
        if (value.ValueKind != JsonValueKind.String) return null;
        if (long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var digits)) return digits;
        return DateTimeOffset.TryParse(
            value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUnixTimeMilliseconds()
            : null;
    }
}

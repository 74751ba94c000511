using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Acd.Grains;

/// <summary>The part of an agent's session that outlives a silo, as JSON in grain storage.</summary>
internal sealed class AgentSession
{
    /// <summary>How many presence reports are remembered.</summary>
    public const int MaxReports = 256;

    /// <summary>How many devices an agent may have.</summary>
    public const int MaxDevices = 16;

    /// <summary>The connected devices, the first one first.</summary>
    public List<string> Devices { get; set; } = [];

    /// <summary>The ids of presence reports that were carried out, the oldest first.</summary>
    public List<string> Reports { get; set; } = [];

    /// <summary>Whether there is nothing to keep.</summary>
    [JsonIgnore]
    public bool IsEmpty => Devices.Count == 0 && Reports.Count == 0;

    /// <summary>Remembers a report, and forgets the oldest where there are too many.</summary>
    public void Remember(string report)
    {
        Reports.Add(report);
        if (Reports.Count > MaxReports) Reports.RemoveRange(0, Reports.Count - MaxReports);
    }
}

/// <summary>Writes grain state as JSON that people can read.</summary>
public sealed class AgentSessionSerializer : IGrainStorageSerializer
{
    /// <summary>The name of the grain storage for agents' sessions.</summary>
    public const string StorageName = "sessions";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Json));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Json)!;
}

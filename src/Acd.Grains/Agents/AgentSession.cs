using System.Text.Json;
using Orleans.Storage;

namespace Acd.Grains;

/// <summary>What an agent's grain keeps over a silo's death, as JSON in grain storage.</summary>
internal sealed class AgentSession
{
    /// <summary>How many presence reports are remembered.</summary>
    public const int MaxReports = 256;

    /// <summary>How many devices an agent may have.</summary>
    public const int MaxDevices = 16;

    /// <summary>The devices that are connected, by the order in which they came.</summary>
    public List<string> Devices { get; set; } = [];

    /// <summary>The presence reports that were seen, the oldest first.</summary>
    public List<string> Reports { get; set; } = [];

    /// <summary>Remembers a report, and forgets the oldest where there are too many.</summary>
    public void Remember(string report)
    {
        Reports.Add(report);
        if (Reports.Count > MaxReports) Reports.RemoveRange(0, Reports.Count - MaxReports);
    }
}

/// <summary>Grain storage keeps JSON that people can read.</summary>
public sealed class AgentSessionSerializer : IGrainStorageSerializer
{
    /// <summary>The name of the grain storage that agents' sessions are kept in.</summary>
    public const string StorageName = "sessions";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Json));

    /// <inheritdoc/>
    public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span, Json)!;
}

using System.Text.Json;
using Orleans.Storage;

namespace Acd.Grains;

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

using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>
/// Writes an agent's profile with a cached JSON text per profile. The profile is immutable, but is written again with every
/// contact that the agent takes.
/// </summary>
public sealed class AgentProfileConverter : JsonConverter<AgentProfile>
{
    private static readonly ConditionalWeakTable<AgentProfile, byte[]> Cache = [];

    // The converter reads from the current position. The serializer would look for the value's end first.
    private static readonly JsonConverter<AgentProfile> Inner =
        (JsonConverter<AgentProfile>)CenterJson.Default.AgentProfile.Converter;

    /// <inheritdoc/>
    public override AgentProfile? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Inner.Read(ref reader, typeToConvert, CenterJson.Default.Options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AgentProfile value, JsonSerializerOptions options) =>
        writer.WriteRawValue(Cache.GetValue(value, Serialize), skipInputValidation: true);

    private static byte[] Serialize(AgentProfile profile) =>
        JsonSerializer.SerializeToUtf8Bytes(profile, CenterJson.Default.AgentProfile);
}

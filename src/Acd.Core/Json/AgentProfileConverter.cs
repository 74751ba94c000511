using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>
/// Writes an agent's profile. A profile never changes, but stands in its agent's document, which is written with every contact
/// that the agent takes: its JSON is made once, and kept as long as the profile is.
/// </summary>
public sealed class AgentProfileConverter : JsonConverter<AgentProfile>
{
    private static readonly ConditionalWeakTable<AgentProfile, byte[]> Cache = [];

    // Reads on where the reader is: the serializer itself would look for a value's end first.
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

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Acd.Core.Json;

/// <summary>
/// Writes a contact's offers, which most contacts have when they are written, without the serializer's detour for each; reads
/// them as <see cref="ListConverter{T}"/> does.
/// </summary>
public sealed class OffersConverter : JsonConverter<IReadOnlyList<OfferDocument>>
{
    private static readonly ListConverter<OfferDocument> Reader = new();

    private static readonly JsonEncodedText[] States =
        [.. Enum.GetNames<OfferState>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    /// <inheritdoc/>
    public override IReadOnlyList<OfferDocument> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Reader.Read(ref reader, typeToConvert, options);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<OfferDocument> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var index = 0; index < value.Count; index++) Write(writer, value[index]);
        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, OfferDocument offer)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, offer.Id.Value);
        writer.WriteString("agent"u8, offer.Agent.Value);
        writer.WriteString("state"u8, States[(int)offer.State]);
        Write(writer, "at"u8, offer.At);
        Write(writer, "due"u8, offer.Due);
        if (offer.EndedAt is { } ended) Write(writer, "endedAt"u8, ended);
        writer.WriteNumber("cost"u8, offer.Cost);
        if (offer.Assigned) writer.WriteBoolean("assigned"u8, true);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Timestamp time)
    {
        writer.WritePropertyName(name);
        TimestampConverter.Write(writer, time);
    }
}

using System.Text.Json;

namespace Acd.Core.Json;

/// <summary>
/// Writes a contact's offers, which most contacts have when they are written, without the serializer's detour for each.
/// </summary>
public sealed class OffersConverter : ItemsConverter<OfferDocument>
{
    private static readonly JsonEncodedText[] States =
        [.. Enum.GetNames<OfferState>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    /// <inheritdoc/>
    protected override void WriteItem(Utf8JsonWriter writer, OfferDocument item, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, item.Id.Value);
        writer.WriteString("agent"u8, item.Agent.Value);
        writer.WriteString("state"u8, States[(int)item.State]);
        Write(writer, "at"u8, item.At);
        Write(writer, "due"u8, item.Due);
        if (item.EndedAt is { } ended) Write(writer, "endedAt"u8, ended);
        writer.WriteNumber("cost"u8, item.Cost);
        if (item.Assigned) writer.WriteBoolean("assigned"u8, true);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Timestamp time)
    {
        writer.WritePropertyName(name);
        TimestampConverter.Write(writer, time);
    }
}

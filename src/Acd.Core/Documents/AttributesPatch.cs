using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Acd.Core;

/// <summary>JSON merge patches (RFC 7396) of a contact's attributes.</summary>
public static class AttributesPatch
{
    // Longer escapes would count against the greatest size.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// The attributes after a patch: its members replace those of the same name, and null removes them. Objects are merged.
    /// </summary>
    /// <param name="attributes">The JSON object before, if any.</param>
    /// <param name="patch">The JSON object of the changes.</param>
    public static string Apply(string? attributes, string patch)
    {
        using var before = JsonDocument.Parse(attributes ?? "{}");
        using var changes = JsonDocument.Parse(patch);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain)) Write(writer, before.RootElement, changes.RootElement);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement? before, JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object)
        {
            change.WriteTo(writer);
            return;
        }

        // Of members with one name the last one counts.
        var changes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in change.EnumerateObject()) changes[member.Name] = member.Value;
        writer.WriteStartObject();
        if (before is { ValueKind: JsonValueKind.Object } known)
        {
            foreach (var member in known.EnumerateObject())
            {
                if (!changes.Remove(member.Name, out var own)) member.WriteTo(writer);
                else WriteMember(writer, member.Name, member.Value, own);
            }
        }

        foreach (var member in change.EnumerateObject())
            if (changes.Remove(member.Name, out var added)) WriteMember(writer, member.Name, null, added);
        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, string name, JsonElement? before, JsonElement change)
    {
        if (change.ValueKind == JsonValueKind.Null) return;
        writer.WritePropertyName(name);
        Write(writer, before, change);
    }
}

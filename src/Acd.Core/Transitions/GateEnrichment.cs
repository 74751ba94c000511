using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Acd.Core;

/// <summary>The requirements and attributes that a gate adds to its contacts.</summary>
internal static class GateEnrichment
{
    /// <summary>
    /// Merges a contact's own requirements with its gate's; the higher level wins. Returns the same list if the gate adds
    /// nothing.
    /// </summary>
    public static IReadOnlyList<Requirement> Apply(IReadOnlyList<Requirement> asked, GateSettings? gate)
    {
        if (gate is null || gate.Requirements.Count == 0) return asked;
        var merged = asked.ToList();
        var differs = false;
        foreach (var added in gate.Requirements)
        {
            var at = merged.FindIndex(own => own.Skill == added.Skill);
            if (at >= 0 && merged[at].Level >= added.Level) continue;
            differs = true;
            if (at < 0) merged.Add(added);
            else merged[at] = added;
        }

        return differs ? merged : asked;
    }

    /// <summary>
    /// Merges a contact's attributes with its gate's; the contact's own win. Returns the text of one side unchanged if the other
    /// adds nothing.
    /// </summary>
    public static string? Apply(string? attributes, GateSettings? gate)
    {
        if (gate?.Attributes is not { } added) return attributes;
        using var own = JsonDocument.Parse(attributes ?? "{}");
        using var other = JsonDocument.Parse(added);
        var names = own.RootElement.EnumerateObject().Select(member => member.Name).ToHashSet(StringComparer.Ordinal);
        var missing = other.RootElement.EnumerateObject().Where(member => !names.Contains(member.Name)).ToList();
        if (missing.Count == 0) return attributes;
        if (names.Count == 0) return added;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var member in own.RootElement.EnumerateObject()) member.WriteTo(writer);
            foreach (var member in missing) member.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

using System.Text.Json;

namespace Acd.Core;

/// <summary>The searchable attributes of contacts: members that are strings, numbers or booleans.</summary>
public static class ContactAttributes
{
    /// <summary>The searchable members, in document order.</summary>
    /// <param name="attributes">The JSON object, if any.</param>
    public static IEnumerable<AttributeValue> Of(string? attributes)
    {
        if (attributes is null) yield break;
        using var json = JsonDocument.Parse(attributes);
        foreach (var member in json.RootElement.EnumerateObject())
            if (Read(member) is { } attribute) yield return attribute;
    }

    /// <summary>Whether a contact's attributes contain all given values.</summary>
    /// <param name="attributes">The JSON object, if any.</param>
    /// <param name="wanted">The values.</param>
    public static bool Have(string? attributes, IReadOnlyList<AttributeValue> wanted)
    {
        if (attributes is null) return wanted.Count == 0;
        var members = Of(attributes).ToHashSet();
        return wanted.All(members.Contains);
    }

    private static AttributeValue? Read(JsonProperty member)
    {
        try
        {
            return member.Value.ValueKind switch
            {
                JsonValueKind.String => new AttributeValue(member.Name, member.Value.GetString()!),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False =>
                    new AttributeValue(member.Name, member.Value.GetRawText()),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // An unpaired UTF-16 surrogate is valid JSON, but no search can contain it.
            return null;
        }
    }
}

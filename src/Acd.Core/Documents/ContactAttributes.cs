using System.Text.Json;

namespace Acd.Core;

/// <summary>What contacts' attributes are searched by: the members that are texts, numbers, true or false.</summary>
public static class ContactAttributes
{
    /// <summary>The members that can be searched for, in the order in which they stand there.</summary>
    /// <param name="attributes">The object as JSON, if there is one.</param>
    public static IEnumerable<AttributeValue> Of(string? attributes)
    {
        if (attributes is null) yield break;
        using var json = JsonDocument.Parse(attributes);
        foreach (var member in json.RootElement.EnumerateObject())
            if (Read(member) is { } attribute) yield return attribute;
    }

    /// <summary>Whether all of these values are among a contact's attributes.</summary>
    /// <param name="attributes">The object as JSON, if there is one.</param>
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
            // A half of a pair of UTF-16 is JSON, but no text that anyone could ask for.
            return null;
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>What a request's address says.</summary>
internal static class PathAndQuery
{
    /// <summary>The identifier in a part of the path, or why it is none.</summary>
    public static bool TryId<TId>(this HttpContext http, string part, out TId id, [NotNullWhen(false)] out Refusal? refusal)
        where TId : struct, IId<TId>
    {
        var text = http.Request.RouteValues[part] as string;
        var valid = Id.IsValid(text);
        id = valid ? TId.Of(text!) : default;
        refusal = valid ? null : RequestRefusals.BadId(part);
        return valid;
    }

    /// <summary>An identifier in the query; the given one where there is none.</summary>
    public static Refusal? ReadId<TId>(this HttpContext http, string name, ref TId? id) where TId : struct, IId<TId>
    {
        var text = http.Request.Query[name];
        if (text.Count == 0)
            return null;
        if (text.Count > 1)
            return RequestRefusals.TwiceField(name);
        if (!Id.IsValid(text[0]))
            return RequestRefusals.BadId(name);
        id = TId.Of(text[0]!);
        return null;
    }

    /// <summary>A number in the query; the given one where there is none.</summary>
    public static Refusal? ReadNumber(this HttpContext http, string name, long min, long max, ref long? number)
    {
        var text = http.Request.Query[name];
        if (text.Count == 0)
            return null;
        if (text.Count > 1)
            return RequestRefusals.TwiceField(name);
        if (!long.TryParse(text[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return RequestRefusals.WrongType(name, "a whole number");
        if (value < min || value > max)
            return RequestRefusals.OutOfRange(name, max == long.MaxValue ? $"at least {min}" : $"{min} to {max}");
        number = value;
        return null;
    }

    /// <summary>Refuses a query with other names than these.</summary>
    public static Refusal? RefuseOthers(this HttpContext http, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in http.Request.Query)
        {
            if (!names.Contains(name))
                return RequestRefusals.UnknownField(name);
        }

        return null;
    }
}

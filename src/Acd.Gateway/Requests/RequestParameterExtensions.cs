using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>What a request's address says.</summary>
internal static class RequestParameterExtensions
{
    /// <summary>The identifier in a part of the path, or why it is none.</summary>
    public static bool TryGetId<TId>(this HttpContext http, string part, out TId id, [NotNullWhen(false)] out Refusal? refusal)
        where TId : struct, IId<TId>
    {
        var text = http.Request.RouteValues[part] as string;
        var valid = Id.IsValid(text);
        id = valid ? TId.Of(text!) : default;
        refusal = valid ? null : RequestRefusals.BadId(part);
        return valid;
    }

    /// <summary>What the query says under a name; none where it says nothing, or duplicate, which is refused.</summary>
    public static Refusal? ReadSingle(this HttpContext http, string name, out string? text)
    {
        var texts = http.Request.Query[name];
        text = texts.Count == 1 ? texts[0] : null;
        return texts.Count > 1 ? RequestRefusals.DuplicateField(name) : null;
    }

    /// <summary>An identifier in the query; the given one where there is none.</summary>
    public static Refusal? ReadId<TId>(this HttpContext http, string name, ref TId? id) where TId : struct, IId<TId>
    {
        if (http.ReadSingle(name, out var text) is { } refusal)
            return refusal;
        if (text is null)
            return null;
        if (!Id.IsValid(text))
            return RequestRefusals.BadId(name);
        id = TId.Of(text);
        return null;
    }

    /// <summary>A number in the query; the given one where there is none.</summary>
    public static Refusal? ReadNumber(this HttpContext http, string name, long min, long max, ref long? number)
    {
        var duplicate = http.ReadSingle(name, out var text);
        if (text is null)
            return duplicate;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return RequestRefusals.WrongType(name, "a whole number");
        if (value < min || value > max)
            return RequestRefusals.OutOfRange(name, max == long.MaxValue ? $"at least {min}" : $"{min} to {max}");
        number = value;
        return null;
    }

    /// <summary>Refuses a query with other names than these.</summary>
    public static Refusal? RefuseUnknownParameters(this HttpContext http, params ReadOnlySpan<string> names)
    {
        foreach (var (name, _) in http.Request.Query)
        {
            if (!names.Contains(name))
                return RequestRefusals.UnknownField(name);
        }

        return null;
    }
}

/// <summary>
/// The <c>Idempotency-Key</c> header. What it names is made by the id that it gives, so that a retry finds the same; commands
/// that name their subject need no such header, and it does nothing there.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>The id that the header gives, if there is one; or why it is not taken.</summary>
    public static Refusal? Read(HttpRequest request, out ContactId? contact)
    {
        contact = null;
        var header = request.Headers[Header];
        if (header.Count == 0)
            return null;
        var key = header[0]!;
        if (header.Count > 1 || key.Length is 0 or > MaxLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return RequestRefusals.OutOfRange(Header, $"1 to {MaxLength} visible ASCII characters");

        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(key));
        contact = new ContactId("k-" + Convert.ToHexStringLower(hash, 0, 16));
        return null;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Acd.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Reads the parameters in a request's path and query.</summary>
internal static class RequestParameterExtensions
{
    /// <summary>Reads an id from a route parameter, or why it is refused.</summary>
    public static bool TryGetId<TId>(
        this HttpContext http, string parameter, out TId id, [NotNullWhen(false)] out Refusal? refusal)
        where TId : struct, IId<TId>
    {
        var text = http.Request.RouteValues[parameter] as string;
        var valid = Id.IsValid(text);
        id = valid ? TId.Of(text!) : default;
        refusal = valid ? null : RequestRefusals.BadId(parameter);
        return valid;
    }

    /// <summary>Reads a query parameter: none where it is missing. A parameter that appears twice is refused.</summary>
    public static Refusal? ReadSingle(this HttpContext http, string name, out string? text)
    {
        var texts = http.Request.Query[name];
        text = texts.Count == 1 ? texts[0] : null;
        return texts.Count > 1 ? RequestRefusals.DuplicateField(name) : null;
    }

    /// <summary>Reads an id from the query. It stays unchanged where the parameter is missing.</summary>
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

    /// <summary>Reads a number from the query. It stays unchanged where the parameter is missing.</summary>
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

    /// <summary>Reads a time from the query. It stays unchanged where the parameter is missing.</summary>
    public static Refusal? ReadTime(this HttpContext http, string name, ref Timestamp? time)
    {
        var duplicate = http.ReadSingle(name, out var text);
        if (text is null)
            return duplicate;
        if (!TimeFields.TryParse(text, out var at))
            return RequestRefusals.WrongType(name, TimeFields.InstantLimit);
        time = at;
        return null;
    }

    /// <summary>Reads a duration in seconds from the query. It stays unchanged where the parameter is missing.</summary>
    public static Refusal? ReadSeconds(this HttpContext http, string name, int max, ref TimeSpan? duration)
    {
        var duplicate = http.ReadSingle(name, out var text);
        if (text is null)
            return duplicate;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return RequestRefusals.WrongType(name, "a number of seconds");
        if (seconds < 0 || seconds > max)
            return RequestRefusals.OutOfRange(name, $"0 to {max} seconds");
        duration = TimeSpan.FromMilliseconds((double)(seconds * 1000));
        return null;
    }

    /// <summary>
    /// Refuses a query at every route of the API that has no parameters; the others know their own. Health is not part of it:
    /// some load balancers send a query of their own.
    /// </summary>
    public static void UseKnownQueryNames(this WebApplication app) => app.Use(next => http =>
    {
        if (http.Request.QueryString.HasValue && http.GetEndpoint()?.Metadata is { } route
            && route.GetMetadata<OperationMetadata>() is not null
            && route.GetMetadata<DetailOnlyErrors>() is null && route.GetMetadata<IAllowAnonymous>() is null
            && !route.GetOrderedMetadata<ParameterMetadata>().Any(parameter => parameter.In == ParameterLocation.Query)
            && http.RefuseUnknownParameters() is { } refusal)
        {
            return ProblemWriter.WriteAsync(http, refusal);
        }

        return next(http);
    });

    /// <summary>Refuses a query with parameters of other names.</summary>
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
/// The <c>Idempotency-Key</c> header. A new contact gets its id from it, so that a retry finds the same contact. Other commands
/// name their subject: they need no such header and ignore it.
/// </summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    private const int MaxLength = 255;

    /// <summary>Reads the contact's id from the header, if there is one, or why it is refused.</summary>
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

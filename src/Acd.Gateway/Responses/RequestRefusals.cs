using System.Text.Json;
using Acd.Core;
using static Acd.Core.RefusalKind;

namespace Acd.Gateway;

/// <summary>Every refusal that the gateway itself gives, in one place; the others are the engine's and the host's.</summary>
internal static class RequestRefusals
{
    public static readonly Refusal BodyTooLarge =
        new(Invalid, "request.bodyTooLarge", "The body is too large.") { Limit = $"at most {RequestBodyReader.MaxBytes} bytes" };

    public static readonly Refusal ContentType =
        new(Invalid, "request.contentType", "The body must be JSON.") { Field = "Content-Type", Limit = "application/json" };

    public static readonly Refusal Malformed = new(Invalid, "request.malformed", "The request is not HTTP as it should be.");

    public static readonly Refusal RateLimited =
        new(Busy, "request.rateLimited", "This client sends too many requests; send this one again later.");

    public static readonly Refusal TooManyStreams =
        new(Busy, "request.tooManyStreams", "Too many event streams are open; try again later.");

    public static readonly Refusal UnknownRoute = new(Unknown, "request.unknownRoute", "There is nothing at this address.");

    public static readonly Refusal UnknownMethod =
        new(Unknown, "request.unknownMethod", "This address is there, but not for this method; see the Allow header.");

    public static readonly Refusal MissingKey =
        new(Forbidden, "auth.missing", "A key is needed: Authorization: Bearer KEY, or X-Api-Key: KEY.");

    public static readonly Refusal UnknownKey = new(Forbidden, "auth.unknown", "The key is not known.");

    public static readonly Refusal NotAllowed = new(Forbidden, "auth.forbidden", "The key does not allow this.");

    public static readonly Refusal UnknownHost =
        new(Forbidden, "auth.hostUnknown",
            "Without keys the gateway answers to localhost only, and to the names in its setting Hosts.")
        {
            Field = "Host",
        };

    public static readonly Refusal CrossOrigin =
        new(Forbidden, "auth.crossOrigin", "Without keys the gateway answers no pages from elsewhere.") { Field = "Origin" };

    public static Refusal NotJson(JsonException error) =>
        new(Invalid, "request.notJson",
            $"The body is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.");

    public static readonly Refusal NotUtf8 = new(Invalid, "request.notJson", "The body is not JSON: it is not UTF-8.");

    public static Refusal UnknownField(string field) =>
        new(Invalid, "request.unknownField", $"There is no field {field}.") { Field = field };

    public static Refusal DuplicateField(string field) =>
        new(Invalid, "request.duplicate", $"The field {field} is there twice.") { Field = field, Limit = "each once" };

    public static Refusal MissingField(string field) =>
        new(Invalid, "request.missingField", $"The field {field} is missing.") { Field = field };

    public static Refusal WrongType(string field, string type) =>
        new(Invalid, "request.wrongType", field.Length == 0 ? $"The body must be {type}." : $"The field {field} must be {type}.")
        {
            Field = field.Length == 0 ? null : field,
            Limit = type,
        };

    /// <summary>The body names another thing than the path.</summary>
    public static Refusal IdMismatch(string id, string field = "id") => OutOfRange(field, $"{id}, as in the path");

    public static Refusal OutOfRange(string field, string limit) => Refusals.OutOfRange(field, limit);

    public static Refusal BadId(string field) => Refusals.BadId(field);
}

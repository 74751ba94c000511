using System.Text.Json;
using Acd.Core;
using static Acd.Core.RefusalKind;

namespace Acd.Gateway;

/// <summary>The gateway's own refusals. The engine and the host have theirs.</summary>
internal static class RequestRefusals
{
    public static readonly Refusal BodyTooLarge =
        new(Invalid, "request.bodyTooLarge", "The body is too large.") { Limit = $"at most {RequestBodyReader.MaxBytes} bytes" };

    public static readonly Refusal ContentType =
        new(Invalid, "request.contentType", "The body must be JSON in UTF-8.")
        {
            Field = "Content-Type",
            Limit = "application/json, with charset=utf-8 or none",
        };

    public static readonly Refusal ContentEncoding =
        new(Invalid, "request.contentType", "The body must be as it is, without an encoding.")
        {
            Field = "Content-Encoding",
            Limit = "none",
        };

    public static readonly Refusal Malformed = new(Invalid, "request.malformed", "The request is not valid HTTP.");

    public static readonly Refusal RateLimited =
        new(Busy, "request.rateLimited", "This client sends too many requests. Send this one again later.");

    public static readonly Refusal TooManyStreams =
        new(Busy, "request.tooManyStreams", "Too many event streams are open. Try again later.");

    public static readonly Refusal UnknownRoute = new(Unknown, "request.unknownRoute", "No route has this address.");

    public static readonly Refusal UnknownMethod =
        new(Unknown, "request.unknownMethod", "The route has no such method. The Allow header lists those it has.");

    public static readonly Refusal MissingKey =
        new(Forbidden, "auth.missing", "A key is required: Authorization: Bearer KEY, or X-Api-Key: KEY.");

    public static readonly Refusal UnknownKey = new(Forbidden, "auth.unknown", "The key is not known.");

    public static readonly Refusal SessionEnded =
        new(Forbidden, "auth.sessionEnded", "The session has ended. Sign in again.");

    public static readonly Refusal TooManyWrongKeys =
        new(Busy, "auth.tooManyWrongKeys", "This address sends too many keys that are not known. Try again later.")
        {
            Limit = $"at most {WrongKeyLimit.PerSecond} a second",
        };

    public static readonly Refusal OriginRefused =
        new(Forbidden, "origin.refused", "A page of another origin may not write with a browser's session.")
        {
            Field = "Origin",
            Limit = "the gateway's own address",
        };

    public static readonly Refusal NotAllowed = new(Forbidden, "auth.forbidden", "The key does not allow this.");

    public static readonly Refusal NotLocal =
        new(Forbidden, "auth.notLocal", "Without keys the gateway serves only this machine. Configure keys for others.");

    public static readonly Refusal UnknownHost =
        new(Forbidden, "auth.hostUnknown",
            "Without keys the gateway accepts only the host localhost and those in its setting Hosts.")
        {
            Field = "Host",
        };

    public static readonly Refusal CrossOrigin =
        new(Forbidden, "auth.crossOrigin", "Without keys the gateway refuses pages of other origins.") { Field = "Origin" };

    public static Refusal NotJson(JsonException error) =>
        new(Invalid, "request.notJson",
            $"The body is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.");

    public static readonly Refusal NotUtf8 = new(Invalid, "request.notJson", "The body is not JSON, because it is not UTF-8.");

    public static Refusal UnknownField(string field) =>
        new(Invalid, "request.unknownField", $"The field {field} is unknown.") { Field = field };

    public static Refusal DuplicateField(string field) =>
        new(Invalid, "request.duplicate", $"The field {field} appears twice.") { Field = field, Limit = "each once" };

    public static Refusal MissingField(string field) =>
        new(Invalid, "request.missingField", $"The field {field} is missing.") { Field = field };

    public static Refusal WrongType(string field, string type) =>
        new(Invalid, "request.wrongType", field.Length == 0 ? $"The body must be {type}." : $"The field {field} must be {type}.")
        {
            Field = field.Length == 0 ? null : field,
            Limit = type,
        };

    /// <summary>The body has another id than the path.</summary>
    public static Refusal IdMismatch(string id, string field = "id") => OutOfRange(field, $"{id}, as in the path");

    public static Refusal OutOfRange(string field, string limit) => Refusals.OutOfRange(field, limit);

    public static Refusal BadId(string field) => Refusals.BadId(field);
}

using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>What a webhook is put with.</summary>
internal sealed class WebhookBody
{
    public const string SecretPrefix = "whsec_";

    private const int MaxUrl = 2_048, MaxTypes = 64, MaxQueues = 100, MinSecretBytes = 24, MaxSecretBytes = 64;

    public static readonly RequestSchema<WebhookBody> Schema = new RequestSchema<WebhookBody>("WebhookSettings")
        .AddField(new RequestField<WebhookBody>(
            "url", true,
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = MaxUrl,
                Description = "Where the events go, as an absolute http or https address without a login.",
            },
            ReadUrl))
        .Text("description", Limits.NameLength, "What it is for, in words.", (body, text) => body.Description = text)
        .AddField(new RequestField<WebhookBody>(
            "types", false,
            ListFields.ArrayOf(new OpenApiSchema { Type = JsonSchemaType.String }, MaxTypes,
                "The types of events, such as contactClosed; without it, or empty, all."),
            (ref json, path, body) => ListFields.ReadArray(ref json, path, MaxTypes, "types", ReadType, out body.Types)))
        .AddField(new RequestField<WebhookBody>(
            "queues", false,
            ListFields.ArrayOf(ValueFields.IdSchema(), MaxQueues,
                "The queues whose contacts' events go there; without it, or empty, every event."),
            (ref json, path, body) => ListFields.ReadArray(ref json, path, MaxQueues, "queues", ReadQueue, out body.Queues)))
        .Flag("enabled", "Whether it delivers; true by default.", (body, enabled) => body.Enabled = enabled)
        .AddField(new RequestField<WebhookBody>(
            "secret", false,
            new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Description = "The secret that signs: whsec_ and 24 to 64 bytes in base64. Without it the present one stays, "
                    + "or one is made. A former one signs too for a day.",
            },
            ReadSecret))
        .Example("Every closed contact of one queue",
            """{"url": "https://crm.example.com/acd", "types": ["contactClosed"], "queues": ["sales"]}""")
        .Example("Switched off", """{"url": "https://crm.example.com/acd", "enabled": false}""");

    public IReadOnlyList<string> Types = [], Queues = [];

    public string Url { get; private set; } = "";

    public string? Description { get; private set; }

    public bool Enabled { get; private set; } = true;

    public string? Secret { get; private set; }

    private static Refusal? ReadUrl(ref RequestJsonReader json, string path, WebhookBody body)
    {
        if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text))
            return RequestRefusals.WrongType(path, "a string");
        if (text.Length is 0 or > MaxUrl || !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
        {
            return RequestRefusals.OutOfRange(
                path, $"an http or https address without login and fragment, up to {MaxUrl} characters");
        }

        body.Url = text;
        return null;
    }

    private static Refusal? ReadSecret(ref RequestJsonReader json, string path, WebhookBody body)
    {
        if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text))
            return RequestRefusals.WrongType(path, "a string");
        var bytes = new byte[MaxSecretBytes + 3];
        if (!text.StartsWith(SecretPrefix, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(text[SecretPrefix.Length..], bytes, out var length)
            || length is < MinSecretBytes or > MaxSecretBytes)
            return RequestRefusals.OutOfRange(path, $"{SecretPrefix} and {MinSecretBytes} to {MaxSecretBytes} bytes in base64");
        body.Secret = text;
        return null;
    }

    private static Refusal? ReadType(ref RequestJsonReader json, string list, int index, out string type)
    {
        type = "";
        if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text))
            return RequestRefusals.WrongType($"{list}[{index}]", "a string");
        type = text;
        return EventJson.FindName(text) is null
            ? RequestRefusals.OutOfRange($"{list}[{index}]", "a type of events, such as contactClosed")
            : null;
    }

    private static Refusal? ReadQueue(ref RequestJsonReader json, string list, int index, out string queue)
    {
        queue = "";
        if (json.Reader.TokenType != JsonTokenType.String || !json.TryGetString(out var text) || !Id.IsValid(text))
            return RequestRefusals.BadId($"{list}[{index}]");
        queue = text;
        return null;
    }
}

/// <summary>Which event to deliver again.</summary>
internal sealed class RedeliverBody
{
    public static readonly RequestSchema<RedeliverBody> Schema = new RequestSchema<RedeliverBody>("Redelivery")
        .LongInteger("event", 1, long.MaxValue, "The event's number: its sequence.", (body, number) => body.Event = number,
            required: true)
        .Example("Event 17 once more", """{"event": 17}""");

    public long Event { get; private set; }
}

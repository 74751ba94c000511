using System.Text.Json;
using System.Text.Json.Serialization;
using Acd.Core;

namespace Acd.Hosting;

/// <summary>A webhook as its document has it: where events go, and which.</summary>
public sealed record Webhook
{
    /// <summary>How many webhooks a center may have.</summary>
    public const int MaxCount = 100;

    /// <summary>The beginning of the names of their documents.</summary>
    public const string Prefix = NamedDocument.ConnectionPrefix + "webhook:";

    /// <summary>The document that changes with each of them, so that whoever delivers looks at that one only.</summary>
    public const string Mark = NamedDocument.ConnectionPrefix + "webhooks";

    /// <summary>The beginning of the names of the documents that say how far a webhook has come.</summary>
    public const string ProgressPrefix = NamedDocument.ConnectionPrefix + "webhook-progress:";

    /// <summary>The beginning of the names of the documents with the latest deliveries.</summary>
    public const string LogPrefix = NamedDocument.ConnectionPrefix + "webhook-log:";

    /// <summary>The beginning of the names of the documents with events that wait for another try.</summary>
    public const string RetryPrefix = NamedDocument.ConnectionPrefix + "webhook-retry:";

    /// <summary>The beginning of the names of the documents that ask for an event to be delivered again.</summary>
    public const string AgainPrefix = NamedDocument.ConnectionPrefix + "webhook-again:";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where the events go.</summary>
    public required string Url { get; init; }

    /// <summary>What it is for, in words.</summary>
    public string? Description { get; init; }

    /// <summary>The types of events; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>The queues whose contacts' events go there; empty for every event.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Whether it delivers.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The secret that signs, as <c>whsec_</c> and base64.</summary>
    public required string Secret { get; init; }

    /// <summary>The secret before it, which signs too until <see cref="FormerSecretUntil"/>.</summary>
    public string? FormerSecret { get; init; }

    /// <summary>Until when the former secret signs.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last put. One that was switched off before then delivers again.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Its document.</summary>
    public NamedDocument ToDocument() => new(Prefix + Id, JsonSerializer.Serialize(this, Json));

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is no webhook.</exception>
    public static Webhook Parse(string json) =>
        JsonSerializer.Deserialize<Webhook>(json, Json) ?? throw new JsonException("It is null.");
}

/// <summary>How far a webhook has come, as its document has it.</summary>
public sealed record WebhookProgress
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The event up to which all are delivered, given up, or kept for another try.</summary>
    public long Position { get; init; }

    /// <summary>How many events wait for another try.</summary>
    public int Waiting { get; init; }

    /// <summary>How many events were delivered.</summary>
    public long Delivered { get; init; }

    /// <summary>How many events were given up, or were gone before they could be read.</summary>
    public long Failed { get; init; }

    /// <summary>Since when no delivery has succeeded, if one failed since.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What failed last, if it fails.</summary>
    public string? Error { get; init; }

    /// <summary>When it was switched off, if it was.</summary>
    public DateTimeOffset? SwitchedOffAt { get; init; }

    /// <summary>Writes it as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads it.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static WebhookProgress Parse(string json) =>
        JsonSerializer.Deserialize<WebhookProgress>(json, Json) ?? throw new JsonException("It is null.");
}

/// <summary>One try to deliver an event.</summary>
/// <param name="At">When it began.</param>
/// <param name="Event">The event's number.</param>
/// <param name="Type">The event's type.</param>
/// <param name="Attempt">The number of the try, from 1.</param>
/// <param name="Status">The answer's status; null without an answer.</param>
/// <param name="Error">Why it failed; null where it succeeded.</param>
/// <param name="Took">How long it took, in seconds.</param>
/// <param name="NextAt">When it is tried again, if it is.</param>
public sealed record WebhookDelivery(
    DateTimeOffset At, long Event, string Type, int Attempt, int? Status, string? Error, double Took, DateTimeOffset? NextAt)
{
    /// <summary>How many of the latest tries are kept.</summary>
    public const int MaxKept = 100;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Writes tries as JSON.</summary>
    public static string ToJson(IEnumerable<WebhookDelivery> deliveries) => JsonSerializer.Serialize(deliveries, Json);

    /// <summary>Reads tries.</summary>
    /// <exception cref="JsonException">They are none.</exception>
    public static IReadOnlyList<WebhookDelivery> Parse(string json) =>
        JsonSerializer.Deserialize<List<WebhookDelivery>>(json, Json) ?? throw new JsonException("It is null.");
}

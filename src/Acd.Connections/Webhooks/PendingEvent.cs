using System.Globalization;
using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;

namespace Acd.Connections;

/// <summary>An event that a webhook has still to deliver.</summary>
internal sealed class PendingEvent
{
    /// <summary>The event's number.</summary>
    public required long Sequence { get; init; }

    /// <summary>The event's type.</summary>
    public required string Type { get; init; }

    /// <summary>What its order is kept within: its contact, its agent, or the center.</summary>
    public required string Key { get; init; }

    /// <summary>The body.</summary>
    public required string Body { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>When it was tried first; null before.</summary>
    public DateTimeOffset? FirstTriedAt { get; set; }

    /// <summary>When it may be tried again.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Makes it from an event.</summary>
    public static PendingEvent Of(CenterEvent one)
    {
        var type = EventJson.NameOf(one);
        var json = Encoding.UTF8.GetString(EventJson.GetUtf8(one).Span);
        return new PendingEvent
        {
            Sequence = one.Sequence,
            Type = type,
            Key = one is ContactEvent { Contact: var contact } ? $"c{contact}" : one.Agent is { } agent ? $"a{agent}" : "",
            Body = $$"""{"type":"{{type}}","timestamp":"{{one.At}}","data":{{json}}}""",
        };
    }

    /// <summary>The document that keeps it for another try.</summary>
    public NamedDocument ToDocument(string webhook) => new(NameOf(webhook), JsonSerializer.Serialize(this));

    /// <summary>The document's removal.</summary>
    public NamedDocument ToRemoval(string webhook) => new(NameOf(webhook), null);

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static PendingEvent Parse(string json) =>
        JsonSerializer.Deserialize<PendingEvent>(json) ?? throw new JsonException("It is null.");

    private string NameOf(string webhook) =>
        string.Create(CultureInfo.InvariantCulture, $"{WebhookNames.Retry}{webhook}:{Sequence:D19}");
}

/// <summary>The names of webhooks' documents, as a connection's term has them.</summary>
internal static class WebhookNames
{
    /// <summary>The beginnings of their names, and the name of their mark.</summary>
    public static readonly string All = Within(Webhook.Prefix), Mark = Within(Webhook.Mark),
        Progress = Within(Webhook.ProgressPrefix), Log = Within(Webhook.LogPrefix), Retry = Within(Webhook.RetryPrefix),
        Again = Within(Webhook.AgainPrefix);

    private static string Within(string name) => name[NamedDocument.ConnectionPrefix.Length..];
}

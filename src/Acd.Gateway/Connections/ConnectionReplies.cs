using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>A webhook as callers see it: without its secret, unless it was just put.</summary>
internal sealed record WebhookReply(Webhook Webhook, WebhookProgress Progress, bool Created, string? Secret) : Reply;

/// <summary>Every webhook, by id.</summary>
internal sealed record WebhooksReply(IReadOnlyList<WebhookReply> Webhooks) : Reply;

/// <summary>The latest tries of a webhook, the last one first.</summary>
internal sealed record WebhookDeliveriesReply(IReadOnlyList<WebhookDelivery> Deliveries) : Reply;

/// <summary>How the connections do, each as its own document says.</summary>
internal sealed record ConnectionsReply(IReadOnlyList<string> Connections) : Reply;

/// <summary>The JSON of replies about connections, and its description.</summary>
internal static class ConnectionJson
{
    private static readonly DateTimeOffset ExampleTime = new(2026, 3, 2, 8, 30, 0, TimeSpan.Zero);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = Core.Json.CenterJson.Encoder,
    };

    private static readonly WebhookReply ExampleWebhook = new(
        new Webhook
        {
            Id = "crm",
            Url = "https://crm.example.com/acd",
            Types = ["contactClosed"],
            Queues = ["sales"],
            Secret = "",
            CreatedAt = ExampleTime,
            ChangedAt = ExampleTime,
        },
        new WebhookProgress { Position = 4_711, Delivered = 128 }, Created: false, Secret: null);

    public static readonly ResponseSchema Webhook = new("Webhook", null, ResponseSchema.Object(
        ("id", ValueFields.IdSchema()),
        ("url", Text("Where the events go.")),
        ("description", Text("What it is for.")),
        ("types", List("The types of events; empty for all.")),
        ("queues", List("The queues; empty for every event.")),
        ("enabled", new() { Type = JsonSchemaType.Boolean, Description = "Whether it delivers." }),
        ("createdAt", Text("When it was made.")),
        ("changedAt", Text("When it was last put.")),
        ("secret", Text("The secret that signs; only in the answer to the request that set it.")),
        ("progress", ResponseSchema.Object(
            ("position", Number("The event up to which all are delivered, given up, or kept for another try.")),
            ("waiting", Number("How many events wait for another try.")),
            ("delivered", Number("How many events were delivered.")),
            ("failed", Number("How many events were given up, or were gone before they could be read.")),
            ("failingSince", Text("Since when no delivery has succeeded.")),
            ("error", Text("What failed last.")),
            ("switchedOffAt", Text("When it was switched off, because it failed for too long."))))))
    {
        Example = ExampleJson.Of(ExampleWebhook),
    };

    public static readonly ResponseSchema Webhooks = new("Webhooks", null, ResponseSchema.Object(
        ("webhooks", new() { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("Webhook") })))
    {
        Example = ExampleJson.Of(new WebhooksReply([ExampleWebhook])),
    };

    public static readonly ResponseSchema Deliveries = new("WebhookDeliveries", null, ResponseSchema.Object(
        ("deliveries", new()
        {
            Type = JsonSchemaType.Array,
            Description = "The latest tries, the last one first.",
            Items = ResponseSchema.Object(
                ("at", Text("When it began.")), ("event", Number("The event's number.")), ("type", Text("The event's type.")),
                ("attempt", Number("The number of the try, from 1.")), ("status", Number("The status of the answer.")),
                ("error", Text("Why it failed.")), ("took", Number("How long it took, in seconds.")),
                ("nextAt", Text("When it is tried again."))),
        })))
    {
        Example = ExampleJson.Of(new WebhookDeliveriesReply(
            [new WebhookDelivery(ExampleTime, 4_711, "contactClosed", 1, 204, null, 0.042, null)])),
    };

    public static readonly ResponseSchema Connections = new("Connections", null, ResponseSchema.Object(
        ("connections", new()
        {
            Type = JsonSchemaType.Array,
            Items = ResponseSchema.Object(
                ("name", Text("The connection.")), ("status", Text("running or failing.")),
                ("position", Number("The number of the last event that it is done with.")),
                ("behind", Number("How many events it is behind.")),
                ("handled", Number("How many events or messages its process has handled.")),
                ("lost", Number("How many events were gone before it had read them.")),
                ("failures", Number("How often it failed and began again.")),
                ("failingSince", Text("Since when it fails.")), ("error", Text("What failed last.")),
                ("alarm", Text("What a person should look at."))),
        })))
    {
        Example = ExampleJson.Of(new ConnectionsReply(["""{"name":"webhooks","status":"running","position":4711}"""])),
    };

    /// <summary>Writes one of these replies.</summary>
    /// <returns>False where it is none of them.</returns>
    public static bool TryWrite(JsonResponseBuffer buffer, Reply reply)
    {
        JsonObject? json = reply switch
        {
            WebhookReply webhook => Of(webhook),
            WebhooksReply all => new JsonObject { ["webhooks"] = new JsonArray([.. all.Webhooks.Select(Of)]) },
            WebhookDeliveriesReply log => new JsonObject
            {
                ["deliveries"] = JsonSerializer.SerializeToNode(log.Deliveries, Options),
            },
            ConnectionsReply all => new JsonObject
            {
                ["connections"] = new JsonArray([.. all.Connections.Select(text => JsonNode.Parse(text))]),
            },
            _ => null,
        };
        if (json is null)
            return false;
        buffer.WriteRaw(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString(Options)));
        return true;
    }

    private static JsonObject Of(WebhookReply reply)
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode(reply.Webhook, Options)!;
        json.Remove("secret");
        json.Remove("formerSecret");
        json.Remove("formerSecretUntil");
        if (reply.Secret is { } secret)
            json["secret"] = secret;
        json["progress"] = JsonSerializer.SerializeToNode(reply.Progress, Options);
        return json;
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Number(string description) => new() { Type = JsonSchemaType.Number, Description = description };

    private static OpenApiSchema List(string description) => new()
    {
        Type = JsonSchemaType.Array,
        Items = new OpenApiSchema { Type = JsonSchemaType.String },
        Description = description,
    };
}

using System.Security.Cryptography;
using Acd.Core;
using Acd.Hosting;
using static Acd.Core.RefusalKind;

namespace Acd.Gateway;

/// <summary>The handlers of webhooks. They read and write documents; the process with the engine delivers.</summary>
internal sealed class WebhookRoutes(IContactCenter center, TimeProvider time)
{
    private const int SecretBytes = 32;

    private static readonly TimeSpan FormerSecretFor = TimeSpan.FromDays(1);

    public static readonly Refusal TooMany =
        new(Conflict, "webhook.tooMany", "The center has as many webhooks as it may.") { Limit = $"at most {Webhook.MaxCount}" };

    public static Refusal NotThere(string id) => new(Unknown, "webhook.unknown", $"There is no webhook {id}.");

    public async ValueTask<Reply> List(HttpContext http)
    {
        if (await ReadAsync(Webhook.Prefix, true, http) is var webhooks && webhooks.Refusal is { } refusal)
            return refusal;
        var progress = await ReadAsync(Webhook.ProgressPrefix, true, http);
        if (progress.Refusal is { } other)
            return other;
        var byName = progress.Documents.ToDictionary(one => one.Name[Webhook.ProgressPrefix.Length..], one => one.Json!);
        return new WebhooksReply([.. webhooks.Documents.Select(one => Webhook.Parse(one.Json!))
            .OrderBy(one => one.Id, StringComparer.Ordinal)
            .Select(one => new WebhookReply(
                one, byName.TryGetValue(one.Id, out var json) ? WebhookProgress.Parse(json) : new(), false, null))]);
    }

    public async ValueTask<Reply> Get(HttpContext http)
    {
        var (webhook, refusal) = await FindAsync(http);
        return refusal ?? await ShowAsync(webhook!, false, null, http);
    }

    public async ValueTask<Reply> Put(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, WebhookBody.Schema);
        if (refusal is not null)
            return refusal;
        var (present, unknown) = await FindAsync(http);
        if (unknown is not null && unknown.Kind != Unknown)
            return unknown;
        if (present is null)
        {
            var all = await ReadAsync(Webhook.Prefix, true, http);
            if (all.Refusal is { } failed)
                return failed;
            if (all.Documents.Count >= Webhook.MaxCount)
                return TooMany;
        }

        var now = time.GetUtcNow();
        var secret = body.Secret ?? present?.Secret
            ?? WebhookBody.SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));
        var isNew = secret != present?.Secret;
        var webhook = new Webhook
        {
            Id = (string)http.Request.RouteValues["id"]!,
            Url = body.Url,
            Description = body.Description,
            Types = body.Types,
            Queues = body.Queues,
            Enabled = body.Enabled,
            Secret = secret,
            FormerSecret = isNew ? present?.Secret : present?.FormerSecret,
            FormerSecretUntil = !isNew ? present?.FormerSecretUntil : present is null ? null : now + FormerSecretFor,
            CreatedAt = present?.CreatedAt ?? now,
            ChangedAt = now,
        };
        return await WriteAsync(http, webhook.ToDocument())
            ?? await ShowAsync(webhook, present is null, isNew ? secret : null, http);
    }

    public async ValueTask<Reply> Remove(HttpContext http)
    {
        var (webhook, refusal) = await FindAsync(http);
        return refusal ?? await WriteAsync(
                http, webhook!.ToDocument() with { Json = null }, new NamedDocument(Webhook.ProgressPrefix + webhook.Id, null),
                new NamedDocument(Webhook.LogPrefix + webhook.Id, null))
            ?? (Reply)NoContentReply.Instance;
    }

    public async ValueTask<Reply> Deliveries(HttpContext http)
    {
        var (webhook, refusal) = await FindAsync(http);
        if (refusal is not null)
            return refusal;
        var log = await ReadAsync(Webhook.LogPrefix + webhook!.Id, false, http);
        if (log.Refusal is { } failed)
            return failed;
        return new WebhookDeliveriesReply(log.Documents is [{ Json: { } json }] ? WebhookDelivery.Parse(json) : []);
    }

    public async ValueTask<Reply> Redeliver(HttpContext http)
    {
        var (body, invalid) = await RequestBodyReader.ReadAsync(http, RedeliverBody.Schema);
        if (invalid is not null)
            return invalid;
        var (webhook, refusal) = await FindAsync(http);
        if (refusal is not null)
            return refusal;
        var found = await center.SendAsync(new ReadEvents(body.Event - 1, 1), http);
        if (found is not EventsReply page)
            return found;
        if (page.Events is not [{ Sequence: var sequence }] || sequence != body.Event)
            return RequestRefusals.OutOfRange("event", $"{page.FirstKept} to {page.Last}, the events that are kept");
        var ask = new NamedDocument($"{Webhook.AgainPrefix}{webhook!.Id}:{body.Event}", "{}");
        return await WriteAsync(http, ask) ?? (Reply)NoContentReply.Instance;
    }

    private async ValueTask<Reply> ShowAsync(Webhook webhook, bool created, string? secret, HttpContext http)
    {
        var progress = await ReadAsync(Webhook.ProgressPrefix + webhook.Id, false, http);
        return progress.Refusal ?? (Reply)new WebhookReply(
            webhook, progress.Documents is [{ Json: { } json }] ? WebhookProgress.Parse(json) : new(), created, secret);
    }

    private async ValueTask<(Webhook? Webhook, Refusal? Refusal)> FindAsync(HttpContext http)
    {
        if (http.Request.RouteValues["id"] is not string id || !Id.IsValid(id))
            return (null, RequestRefusals.BadId("id"));
        var found = await ReadAsync(Webhook.Prefix + id, false, http);
        if (found.Refusal is { } refusal)
            return (null, refusal);
        return found.Documents is [{ Json: { } json }] ? (Webhook.Parse(json), null) : (null, NotThere(id));
    }

    private async ValueTask<(IReadOnlyList<NamedDocument> Documents, Refusal? Refusal)> ReadAsync(
        string name, bool isPrefix, HttpContext http) =>
        await center.SendAsync(new ReadConnectionDocuments(name, isPrefix), http) switch
        {
            ConnectionDocumentsReply reply => (reply.Documents, null),
            Refusal refusal => ([], refusal),
            _ => ([], HostRefusals.Unavailable),
        };

    /// <summary>Writes documents, and the mark by which whoever delivers notices.</summary>
    private async ValueTask<Refusal?> WriteAsync(HttpContext http, params IReadOnlyList<NamedDocument> documents) =>
        await center.SendAsync(
            new PutConnectionDocuments([.. documents, new NamedDocument(Webhook.Mark, $"\"{Guid.NewGuid():N}\"")]), http)
            as Refusal;
}

/// <summary>The handlers of connections as a whole.</summary>
internal sealed class ConnectionRoutes(IContactCenter center)
{
    private const string StatusPrefix = NamedDocument.ConnectionPrefix + "status:";

    public async ValueTask<Reply> List(HttpContext http) =>
        await center.SendAsync(new ReadConnectionDocuments(StatusPrefix, IsPrefix: true), http) switch
        {
            ConnectionDocumentsReply reply => new ConnectionsReply(
                [.. reply.Documents.OrderBy(one => one.Name, StringComparer.Ordinal).Select(one => one.Json!)]),
            var other => other,
        };
}

internal static class ConnectionRouteExtensions
{
    public static void MapConnections(this IEndpointRouteBuilder app)
    {
        var center = app.ServiceProvider.GetRequiredService<IContactCenter>();
        var all = new ConnectionRoutes(center);
        app.MapGet("/v1/connections", ReplyHandler.Create(all.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithTags("Connections").WithOperation("listConnections", "Returns how the connections to other systems do.")
            .ProducesReply(200, ConnectionJson.Connections);

        var routes = new WebhookRoutes(center, app.ServiceProvider.GetRequiredService<TimeProvider>());
        var noSuch = WebhookRoutes.NotThere("crm");
        var webhooks = app.MapGroup("/v1/webhooks").WithTags("Connections");
        webhooks.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("listWebhooks", "Returns every webhook and how far it has come.")
            .ProducesReply(200, ConnectionJson.Webhooks);
        webhooks.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("getWebhook", "Returns a webhook and how far it has come.")
            .ProducesReply(200, ConnectionJson.Webhook).ProducesRefusal(404, "The webhook is unknown.", noSuch);
        webhooks.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putWebhook", "Makes a webhook, which gets events from now on, or replaces its settings.")
            .AcceptsBody(WebhookBody.Schema).ProducesReply(201, ConnectionJson.Webhook)
            .ProducesReply(200, ConnectionJson.Webhook)
            .ProducesRefusal(409, "The center has as many webhooks as it may.", WebhookRoutes.TooMany);
        webhooks.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeWebhook", "Removes a webhook and the events that wait for it.")
            .ProducesReply(204).ProducesRefusal(404, "The webhook is unknown.", noSuch);
        webhooks.MapGet("{id}/deliveries", ReplyHandler.Create(routes.Deliveries))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("listWebhookDeliveries", "Returns the latest tries of a webhook, the last one first.")
            .ProducesReply(200, ConnectionJson.Deliveries).ProducesRefusal(404, "The webhook is unknown.", noSuch);
        webhooks.MapPost("{id}/redeliver", ReplyHandler.Create(routes.Redeliver))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("redeliverWebhook", "Delivers an event that is still kept once more.")
            .AcceptsBody(RedeliverBody.Schema).ProducesReply(204).ProducesRefusal(404, "The webhook is unknown.", noSuch);
    }
}

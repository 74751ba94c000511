using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>A key without its secret.</summary>
/// <param name="Prefix">The first part of the key, which names it.</param>
/// <param name="Role">The role.</param>
/// <param name="Agent">The agent, where the role is <c>agent</c>.</param>
/// <param name="Label">What it is for.</param>
/// <param name="MadeBy">The name of the key that made it.</param>
/// <param name="MadeAt">When it was made.</param>
/// <param name="ExpiresAt">When it ends by itself, if it does.</param>
internal sealed record KeyView(
    string Prefix, string Role, AgentId? Agent, string? Label, string? MadeBy, Timestamp MadeAt, Timestamp? ExpiresAt)
{
    public static KeyView Of(KeyDocument key) =>
        new(key.Prefix, key.Role, key.Agent, key.Label, key.MadeBy, key.MadeAt, key.ExpiresAt);
}

/// <summary>The keys that were made through the API, the oldest first.</summary>
internal sealed record KeysReply(IReadOnlyList<KeyView> Keys) : Reply;

/// <summary>A key that was just made. Its secret is told this once.</summary>
internal sealed record NewKeyReply(string Key, string Prefix, string Role, AgentId? Agent, Timestamp? ExpiresAt) : Reply;

/// <summary>A token that was just made.</summary>
internal sealed record TokenReply(string Token, AgentId Agent, Timestamp ExpiresAt) : Reply;

/// <summary>The record of what people changed, the newest first.</summary>
internal sealed record AuditReply(IReadOnlyList<AuditDocument> Entries, string? Next) : Reply;

/// <summary>The handlers of keys, tokens and the record of changes.</summary>
internal sealed class KeyRoutes(
    IContactCenter center, KeyDirectory directory, SessionSigner sessions, TimeProvider clock)
{
    public async ValueTask<Reply> List(HttpContext http)
    {
        var (keys, refusal) = await directory.ReadAsync(http.RequestAborted);
        return refusal is null ? new KeysReply([.. keys.Select(KeyView.Of)]) : refusal;
    }

    public async ValueTask<Reply> Make(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, KeyBody.Schema);
        if ((refusal ?? Check(body)) is { } invalid)
            return invalid;
        var (known, unread) = await directory.ReadAsync(http.RequestAborted);
        if (unread is not null)
            return unread;
        if (known.Count >= KeyDirectory.MaxKeys)
            return KeyRefusals.TooMany;
        var (prefix, key) = KeyDocument.NewKey();
        var now = clock.GetUtcNow();
        var caller = http.GetCaller();
        var document = new KeyDocument(
            prefix, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key))), body.Role, body.Agent, body.Label,
            caller.Name, Timestamp.From(now),
            body.ExpiresIn is { } seconds ? Timestamp.From(now.AddSeconds(seconds)) : null);
        var note = NoteOf(http) with { Detail = $"{prefix} {body.Role}" };
        var stored = new NamedDocument(document.Name, JsonSerializer.Serialize(document, KeyJsonContext.Default.KeyDocument));
        http.Response.Headers.CacheControl = "no-store";
        return await directory.WriteAsync(stored, note) is { } failed
            ? failed
            : new NewKeyReply(key, prefix, document.Role, document.Agent, document.ExpiresAt);
    }

    public async ValueTask<Reply> End(HttpContext http)
    {
        var prefix = http.Request.RouteValues["prefix"] as string ?? "";
        var (known, refusal) = await directory.ReadAsync(http.RequestAborted);
        if (refusal is not null)
            return refusal;
        if (known.FirstOrDefault(key => key.Prefix == prefix) is not { } found)
            return KeyRefusals.Unknown(prefix);
        return await directory.WriteAsync(new NamedDocument(found.Name, null), NoteOf(http)) is { } failed
            ? failed
            : NoContentReply.Instance;
    }

    public async ValueTask<Reply> MakeToken(HttpContext http)
    {
        if (!http.TryGetId<AgentId>("id", out var agent, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, TokenBody.Schema);
        if (refusal is not null)
            return refusal;
        if (await center.SendAsync(new GetAgent(agent), http.RequestAborted) is Refusal unknown)
            return unknown;
        var until = DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().AddSeconds(body.ExpiresIn).ToUnixTimeSeconds());
        http.Response.Headers.CacheControl = "no-store";
        return new TokenReply(
            SessionSigner.TokenStart + sessions.Write(new Session(Role.Agent, agent, http.GetCaller().Name ?? "", until)),
            agent, Timestamp.From(until));
    }

    public async ValueTask<Reply> Audit(HttpContext http)
    {
        long? limit = 100;
        string? before = null;
        var refusal = http.RefuseUnknownParameters("after", "limit")
            ?? http.ReadSingle("after", out before)
            ?? http.ReadNumber("limit", 1, Limits.PageSize, ref limit);
        if (refusal is not null)
            return refusal;
        var reply = await center.SendAsync(
            new ReadConnectionDocuments(AuditDocument.Prefix, IsPrefix: true), http.RequestAborted);
        if (reply is not ConnectionDocumentsReply { Documents: var documents })
            return reply;
        var page = documents.OrderByDescending(document => document.Name, StringComparer.Ordinal)
            .Where(document => before is null || string.CompareOrdinal(document.Name, AuditDocument.Prefix + before) < 0)
            .Take((int)limit!.Value + 1).ToList();
        var shown = page.Take((int)limit.Value).ToList();
        return new AuditReply(
            [.. shown.Select(one => JsonSerializer.Deserialize(one.Json!, CenterJson.Default.AuditDocument)!)],
            page.Count > shown.Count ? shown[^1].Name[AuditDocument.Prefix.Length..] : null);
    }

    private static Refusal? Check(KeyBody body)
    {
        if (!RoleNames.TryParse(body.Role, out var role))
            return RequestRefusals.OutOfRange("role", $"one of {string.Join(", ", RoleNames.All)}");
        if (role == Role.Agent && body.Agent is null)
            return RequestRefusals.MissingField("agent");
        return role != Role.Agent && body.Agent is not null
            ? RequestRefusals.OutOfRange("agent", "missing, because the role is not agent")
            : null;
    }

    private static AuditNote NoteOf(HttpContext http)
    {
        var caller = http.GetCaller();
        return AuditedCommands.NoteOf(caller, caller.Name ?? "local", http);
    }
}

/// <summary>The refusals of keys.</summary>
internal static class KeyRefusals
{
    public static readonly Refusal TooMany =
        new(RefusalKind.Conflict, "key.tooMany", $"There are {KeyDirectory.MaxKeys} keys. End one first.")
        {
            Limit = $"at most {KeyDirectory.MaxKeys}",
        };

    public static Refusal Unknown(string prefix) => new(
        RefusalKind.Unknown, "key.unknown", $"No key with the prefix {(Id.IsValid(prefix) ? prefix : "given")} was made here.");
}

internal static class KeyRouteExtensions
{
    private static readonly Timestamp At = Timestamp.From(new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.Zero));

    private static readonly ResponseSchema Keys = ResponseSchema.Of("Keys", typeof(KeysReply), new KeysReply(
        [new("acd_k3v9x2qa", "viewer", null, "Wallboard, second floor", "1f0c9a77", At, At + TimeSpan.FromDays(365))]));

    private static readonly ResponseSchema NewKey = ResponseSchema.Of("MadeKey", typeof(NewKeyReply), new NewKeyReply(
        "acd_k3v9x2qa_0000000000000000000000000000000000000000", "acd_k3v9x2qa", "agent", new("ann"),
        At + TimeSpan.FromDays(1)));

    private static readonly ResponseSchema Token = ResponseSchema.Of("MadeToken", typeof(TokenReply), new TokenReply(
        "acd-t.YWdlbnR8YW5u.c2lnbmF0dXJl", new("ann"), At + TimeSpan.FromHours(1)));

    private static readonly ResponseSchema Entries = ResponseSchema.Of("Audit", typeof(AuditReply), new AuditReply(
        [new(At, "1f0c9a77", "supervisor", "putQueue", "/v1/queues/sales")], "001772443800000-0000000000000000042"));

    public static void MapKeys(this IEndpointRouteBuilder app)
    {
        var routes = ActivatorUtilities.CreateInstance<KeyRoutes>(app.ServiceProvider);
        var keys = app.MapGroup("/v1").WithTags("Keys");

        keys.MapGet("keys", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("listKeys", "Returns the keys that were made through the API, without their secrets.")
            .ProducesReply(200, Keys);
        keys.MapPost("keys", ReplyHandler.Create(routes.Make)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("makeKey", "Makes a key. Its secret is told this once; the center keeps a hash only.")
            .AcceptsBody(KeyBody.Schema).ProducesReply(201, NewKey)
            .ProducesRefusal(409, "There are too many keys.", KeyRefusals.TooMany);
        keys.MapDelete("keys/{prefix}", ReplyHandler.Create(routes.End)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("endKey", "Ends a key. Its sessions, tokens and streams end with it, within seconds everywhere.")
            .ProducesReply(204)
            .ProducesRefusal(404, "No key with this prefix was made here.", KeyRefusals.Unknown("acd_k3v9x2qa"));
        keys.MapPost("agents/{id}/tokens", ReplyHandler.Create(routes.MakeToken)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("makeAgentToken", "Makes a token: a key of an agent that ends by itself, and with the caller's key.")
            .AcceptsBody(TokenBody.Schema).ProducesReply(201, Token)
            .ProducesRefusal(404, "The agent is unknown.", Refusals.AgentUnknown(new("anna")));
        keys.MapGet("audit", ReplyHandler.Create(routes.Audit)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("listAudit", "Returns what people changed and by which key, the newest first.")
            .WithParameter("after", ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MaxLength = 64,
                Description = "The value of next on the page before.",
                Examples = ["001772443800000-0000000000000000042"],
            })
            .WithParameter("limit", ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = $"{Limits.PageSize}",
                Examples = [100],
            })
            .ProducesReply(200, Entries);
    }
}

using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>A gate's settings.</summary>
internal sealed class GateBody
{
    public static readonly RequestSchema<GateBody> Schema = new RequestSchema<GateBody>("GateSettings")
        .Id<GateBody, GateId>("id", "The gate's id, as in the path. It may be missing.", (body, id) => body.Id = id)
        .Id<GateBody, QueueId>("queue", "The queue that the gate leads into.", (body, queue) =>
            body.Gate = body.Gate with { Queue = queue }, required: true)
        .Requirements("skills",
            "Skills that an agent must have besides those the contact asks for. The higher of two levels counts.",
            (body, skills) => body.Gate = body.Gate with { Requirements = skills })
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority, "The priority of contacts without one.",
            (body, priority) => body.Gate = body.Gate with { Priority = priority })
        .Text("whisper", Limits.NameLength, "A text for the agent, sent with the offer.", (body, whisper) =>
            body.Gate = body.Gate with { Whisper = whisper })
        .Attributes("attributes",
            "An object whose members are added to the attributes of a contact that lacks them, at most 4096 bytes.",
            (body, attributes) => body.Gate = body.Gate with { Attributes = attributes })
        .Text("name", Limits.NameLength, "The gate's name, for people.", (body, name) =>
            body.Gate = body.Gate with { Name = name })
        .Example("A dialled number", """
            {"queue": "sales", "skills": ["en"], "priority": 1, "whisper": "Sales, English", "attributes": {"line": "sales"}}
            """)
        .Example("An entry without further settings", """{"queue": "default"}""");

    public GateId? Id { get; set; }

    public GateSettings Gate { get; set; } = new(new GateId(""), QueueId.Default);
}

/// <summary>The handlers of gates.</summary>
internal sealed class GateRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http)
    {
        if (!KeysetPage<GateId>.TryRead(http, out var page, out var invalid))
            return invalid;
        var reply = await center.SendAsync(new GetCenter(), http);
        if (reply is not CenterReply { Settings.Gates: var all })
            return reply;
        return page.TryGetRows(all, gate => gate.Id, out var rows, out var next)
            ? new GatesReply(rows, next) { AsOf = reply.AsOf }
            : Refusals.GateUnknown(page.After!.Value) with { Field = "after" };
    }

    public async ValueTask<Reply> Get(HttpContext http) =>
        http.TryGetId<GateId>("id", out var gate, out var invalid)
            ? http.WithTag(await center.SendAsync(new GetGate(gate), http))
            : invalid;

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryGetId<GateId>("id", out var gate, out var invalid)
            || !http.TryReadCondition(out var condition, out invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, GateBody.Schema);
        if (refusal is null && body.Id is { } other && other != gate)
            refusal = RequestRefusals.IdMismatch(gate.Value);
        if (refusal is not null)
            return refusal;
        var put = new PutGate(body.Gate with { Id = gate }) { If = condition };
        return http.WithTag(await center.SendAsync(put, http));
    }

    public ValueTask<Reply> Remove(HttpContext http) =>
        http.TryGetId<GateId>("id", out var gate, out var invalid) && http.TryReadCondition(out var condition, out invalid)
            ? center.SendAsync(new RemoveGate(gate) { If = condition }, http)
            : new(invalid);
}

internal static class GateRouteExtensions
{
    public static void MapGates(this IEndpointRouteBuilder app)
    {
        const string Unknown = "The gate is unknown.";
        var noSuch = Refusals.GateUnknown(new("sale-hotline"));
        var routes = new GateRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var gates = app.MapGroup("/v1/gates").WithTags("Gates");

        gates.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("listGates", "Returns a page of gates, in the order of their creation.")
            .WithPageParameters("sales-hotline").ProducesReply(200, ResponseSchema.Gates)
            .ProducesRefusal(404, "The gate in after is unknown.", noSuch);
        gates.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("getGate", "Returns a gate's settings.")
            .ProducesReply(200, ResponseSchema.Gate).ProducesRefusal(404, Unknown, noSuch);
        gates.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putGate", "Creates a gate, or replaces its settings. New skills apply to waiting contacts too.")
            .AcceptsBody(GateBody.Schema).IsConditional()
            .ProducesReply(201, ResponseSchema.Gate).ProducesReply(200, ResponseSchema.Gate)
            .ProducesRefusal(404, "The queue is unknown.", Refusals.QueueUnknown(new("sale")));
        gates.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeGate", "Removes a gate that no open contact entered by and no plan or action leads to.")
            .IsConditional().ProducesReply(204).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The gate is in use.", Refusals.InUse("gate", "sales-hotline", "the contact call-1"));
    }
}

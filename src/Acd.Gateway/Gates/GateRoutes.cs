using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>A gate's settings.</summary>
internal sealed class GateBody
{
    public static readonly Shape<GateBody> Shape = new Shape<GateBody>("GateSettings")
        .Id<GateBody, GateId>("id", "The gate's id, as in the path; it may be left out.", (body, id) => body.Id = id)
        .Id<GateBody, QueueId>("queue", "The queue it leads into.", (body, queue) =>
            body.Gate = body.Gate with { Queue = queue }, required: true)
        .Requirements("skills", "What an agent must have beside what the contact asks for; of two levels the higher counts.",
            (body, skills) => body.Gate = body.Gate with { Requirements = skills })
        .Integer("priority", Limits.MinPriority, Limits.MaxPriority, "The priority of contacts that come with none.",
            (body, priority) => body.Gate = body.Gate with { Priority = priority })
        .Text("whisper", Limits.NameLength, "What the agent is told with the offer.", (body, whisper) =>
            body.Gate = body.Gate with { Whisper = whisper })
        .Attributes("attributes", "An object whose members a contact gets that does not have them, at most 4096 bytes.",
            (body, attributes) => body.Gate = body.Gate with { Attributes = attributes })
        .Example("A dialled number", """
            {"queue": "sales", "skills": ["en"], "priority": 1, "whisper": "Sales, English", "attributes": {"line": "sales"}}
            """)
        .Example("No more than a way in", """{"queue": "default"}""");

    public GateId? Id { get; set; }

    public GateSettings Gate { get; set; } = new(new GateId(""), QueueId.Default);
}

/// <summary>Gates and their settings.</summary>
internal sealed class GateRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http)
    {
        if (!IdPage<GateId>.TryRead(http, out var page, out var bad))
            return bad;
        var reply = await center.SendAsync(new GetCenter());
        if (reply is not CenterReply { Settings.Gates: var all })
            return reply;
        return page.TryTake(all, gate => gate.Id, out var rows, out var next)
            ? new GatesReply(rows, next)
            : Refusals.GateUnknown(page.After!.Value) with { Field = "after" };
    }

    public ValueTask<Reply> Get(HttpContext http) =>
        http.TryId<GateId>("id", out var gate, out var bad) ? center.SendAsync(new GetGate(gate)) : new(bad);

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryId<GateId>("id", out var gate, out var bad))
            return bad;
        var (body, refusal) = await Body.ReadAsync(http, GateBody.Shape);
        if (refusal is null && body.Id is { } other && other != gate)
            refusal = RequestRefusals.OtherId(gate.Value);
        return refusal ?? await center.SendAsync(new PutGate(body.Gate with { Id = gate }));
    }

    public ValueTask<Reply> Remove(HttpContext http) =>
        http.TryId<GateId>("id", out var gate, out var bad) ? center.SendAsync(new RemoveGate(gate)) : new(bad);
}

internal static class GateMapping
{
    public static void MapGates(this IEndpointRouteBuilder app)
    {
        const string Unknown = "There is no such gate.";
        var noSuch = Refusals.GateUnknown(new("sale-hotline"));
        var routes = new GateRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var gates = app.MapGroup("/v1/gates").WithTags("Gates");

        gates.MapGet("", Handler.Of(routes.List)).Allow(Access.Read)
            .Describe("listGates", "A page of gates' settings, by the order of their making.")
            .ReadsIdPage("sales-hotline").Gives(200, AnswerSchema.Gates)
            .MayRefuse(404, "There is no such gate to go on after.", noSuch);
        gates.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.Read)
            .Describe("getGate", "A gate's settings.").Gives(200, AnswerSchema.Gate).MayRefuse(404, Unknown, noSuch);
        gates.MapPut("{id}", Handler.Of(routes.Put)).Allow(Access.Supervise)
            .Describe("putGate", "Makes a gate, or replaces its settings; other skills hold for waiting contacts too.")
            .Takes(GateBody.Shape).Gives(201, AnswerSchema.Gate).Gives(200, AnswerSchema.Gate)
            .MayRefuse(404, "There is no such queue.", Refusals.QueueUnknown(new("sale")));
        gates.MapDelete("{id}", Handler.Of(routes.Remove)).Allow(Access.Supervise)
            .Describe("removeGate", "Removes a gate that no open contact came by, and that no plan or action leads to.")
            .Gives(204).MayRefuse(404, Unknown, noSuch)
            .MayRefuse(409, "The gate is in use.", Refusals.InUse("gate", "sales-hotline", "the contact call-1"));
    }
}

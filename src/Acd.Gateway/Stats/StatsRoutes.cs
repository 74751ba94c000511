using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Statistics: of the center, a queue and its gates, a gate, a skill, an agent.</summary>
internal sealed class StatsRoutes(IContactCenter center)
{
    public ValueTask<Reply> OfCenter(HttpContext http) => Ask(http, new GetCenterStats());

    public ValueTask<Reply> OfQueue(HttpContext http) =>
        http.TryId<QueueId>("id", out var id, out var bad) ? Ask(http, new GetQueueStats(id)) : new(bad);

    public ValueTask<Reply> OfGate(HttpContext http) =>
        http.TryId<GateId>("id", out var id, out var bad) ? Ask(http, new GetGateStats(id)) : new(bad);

    public ValueTask<Reply> OfSkill(HttpContext http) =>
        http.TryId<SkillId>("id", out var id, out var bad) ? Ask(http, new GetSkillStats(id)) : new(bad);

    public ValueTask<Reply> OfAgent(HttpContext http) =>
        http.TryId<AgentId>("id", out var id, out var bad) ? Ask(http, new GetAgentStats(id)) : new(bad);

    private ValueTask<Reply> Ask(HttpContext http, StatsQuery query) =>
        StatsQueryString.Read(http, ref query) is { } refusal ? new(refusal) : center.SendAsync(query);
}

internal static class StatsMapping
{
    public static void MapStats(this IEndpointRouteBuilder app)
    {
        var routes = new StatsRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var stats = app.MapGroup("/v1").WithTags("Stats");

        stats.MapGet("stats", Handler.Of(routes.OfCenter)).Allow(Access.Read)
            .Describe("getCenterStats", "The center now, and its figures of today or of another time.")
            .ReadsTime().ReadsBasis().Gives(200, StatsSchema.Contacts);
        stats.MapGet("queues/{id}/stats", Handler.Of(routes.OfQueue)).Allow(Access.Read)
            .Describe("getQueueStats", "A queue now, and its figures; its gates add up to it.")
            .ReadsTime().ReadsBasis().Gives(200, StatsSchema.Contacts)
            .MayRefuse(404, "There is no such queue.", Refusals.QueueUnknown(new("sales")));
        stats.MapGet("gates/{id}/stats", Handler.Of(routes.OfGate)).Allow(Access.Read)
            .Describe("getGateStats", "A gate now, and its figures.")
            .ReadsTime().ReadsBasis().Gives(200, StatsSchema.Contacts)
            .MayRefuse(404, "There is no such gate.", Refusals.GateUnknown(new("sales-hotline")));
        stats.MapGet("skills/{id}/stats", Handler.Of(routes.OfSkill)).Allow(Access.Read)
            .Describe("getSkillStats", "The contacts that require a skill, and the agents who have it.")
            .ReadsTime().ReadsBasis().Gives(200, StatsSchema.Contacts);
        stats.MapGet("agents/{id}/stats", Handler.Of(routes.OfAgent)).Allow(Access.OwnOrRead("id"))
            .Describe("getAgentStats", "An agent now, and its figures.")
            .ReadsTime().Gives(200, StatsSchema.Agent)
            .MayRefuse(404, "There is no such agent.", Refusals.AgentUnknown(new("ann")));
    }
}

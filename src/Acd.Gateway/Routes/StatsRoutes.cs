using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The handlers of statistics: of the center, a queue, a gate, a skill or an agent.</summary>
internal sealed class StatsRoutes(IContactCenter center)
{
    public ValueTask<Reply> OfCenter(HttpContext http) => Ask(http, new GetCenterStats());

    public ValueTask<Reply> OfQueue(HttpContext http) =>
        http.TryGetId<QueueId>("id", out var id, out var invalid) ? Ask(http, new GetQueueStats(id)) : new(invalid);

    public ValueTask<Reply> OfGate(HttpContext http) =>
        http.TryGetId<GateId>("id", out var id, out var invalid) ? Ask(http, new GetGateStats(id)) : new(invalid);

    public ValueTask<Reply> OfSkill(HttpContext http) =>
        http.TryGetId<SkillId>("id", out var id, out var invalid) ? Ask(http, new GetSkillStats(id)) : new(invalid);

    public ValueTask<Reply> OfAgent(HttpContext http) =>
        http.TryGetId<AgentId>("id", out var id, out var invalid) ? Ask(http, new GetAgentStats(id)) : new(invalid);

    private ValueTask<Reply> Ask(HttpContext http, StatsQuery query) =>
        StatsQueryString.Read(http, ref query) is { } refusal ? new(refusal) : center.SendAsync(query, http);
}

internal static class StatsRouteExtensions
{
    public static void MapStats(this IEndpointRouteBuilder app)
    {
        var routes = new StatsRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var stats = app.MapGroup("/v1").WithTags("Stats");

        stats.MapGet("stats", CsvTable.Create(routes.OfCenter)).RequireAuthorization(AccessPolicy.Figures)
            .WithOperation("getCenterStats", "Returns the center's current state, and its figures of today or another period.")
            .WithTimeParameters().WithBasisParameter().ProducesReply(200, StatsResponseSchemas.Contacts);
        stats.MapGet("queues/{id}/stats", CsvTable.Create(routes.OfQueue)).RequireAuthorization(AccessPolicy.Figures)
            .WithOperation("getQueueStats",
                "Returns a queue's current state and figures. The figures of its gates add up to them.")
            .WithTimeParameters().WithBasisParameter().ProducesReply(200, StatsResponseSchemas.Contacts)
            .ProducesRefusal(404, "The queue is unknown.", Refusals.QueueUnknown(new("sales")));
        stats.MapGet("gates/{id}/stats", CsvTable.Create(routes.OfGate)).RequireAuthorization(AccessPolicy.Figures)
            .WithOperation("getGateStats", "Returns a gate's current state and figures.")
            .WithTimeParameters().WithBasisParameter().ProducesReply(200, StatsResponseSchemas.Contacts)
            .ProducesRefusal(404, "The gate is unknown.", Refusals.GateUnknown(new("sales-hotline")));
        stats.MapGet("skills/{id}/stats", CsvTable.Create(routes.OfSkill)).RequireAuthorization(AccessPolicy.Figures)
            .WithOperation("getSkillStats",
                "Returns the figures of the contacts that require a skill, and the state of its agents.")
            .WithTimeParameters().WithBasisParameter().ProducesReply(200, StatsResponseSchemas.Contacts);
        stats.MapGet("agents/{id}/stats", CsvTable.Create(routes.OfAgent)).RequireAuthorization(AccessPolicy.OwnOrRead("id"))
            .WithOperation("getAgentStats", "Returns an agent's current state and figures.")
            .WithTimeParameters().ProducesReply(200, StatsResponseSchemas.Agent)
            .ProducesRefusal(404, "The agent is unknown.", Refusals.AgentUnknown(new("ann")));
    }
}

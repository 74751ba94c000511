using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Agents: what they are, and what they say of themselves.</summary>
internal sealed class AgentRoutes(IContactCenter center)
{
    public ValueTask<Reply> List(HttpContext http)
    {
        long? after = 0, limit = 100;
        var refusal = http.RefuseUnknownParameters("after", "limit")
            ?? http.ReadNumber("after", 0, long.MaxValue, ref after)
            ?? http.ReadNumber("limit", 1, Limits.PageSize, ref limit);
        return refusal is null
            ? center.SendAsync(new ListAgents(after!.Value, (int)limit!.Value), http)
            : new(refusal);
    }

    public ValueTask<Reply> Get(HttpContext http) => Send(http, EmptyBody.Schema, (id, _) => new GetAgent(id));

    public ValueTask<Reply> Put(HttpContext http) =>
        Send(http, AgentProfileBody.Schema, (id, body) => new PutAgent(id, body.Profile));

    public ValueTask<Reply> Remove(HttpContext http) => Send(http, EmptyBody.Schema, (id, _) => new RemoveAgent(id));

    public ValueTask<Reply> SetPresence(HttpContext http) =>
        Send(http, PresenceBody.Schema, (id, body) =>
            new SetPresence(id, body.Presence, body.Reason, Forced: IsSupervisor(http.GetCaller())));

    public ValueTask<Reply> Heartbeat(HttpContext http) => Send(http, EmptyBody.Schema, (id, _) => new HeartbeatAgent(id));

    public ValueTask<Reply> PutSkill(HttpContext http) => http.TryGetId<SkillId>("skill", out var skill, out var invalid)
        ? Send(http, SkillLevelBody.Schema, (id, body) => new PutAgentSkill(id, new AgentSkill(skill, body.Level)))
        : new(invalid);

    public ValueTask<Reply> RemoveSkill(HttpContext http) => http.TryGetId<SkillId>("skill", out var skill, out var invalid)
        ? Send(http, EmptyBody.Schema, (id, _) => new RemoveAgentSkill(id, skill))
        : new(invalid);

    // Without keys nobody knows who speaks for whom.
    private static bool IsSupervisor(Caller caller) => caller is { Role: Role.Supervisor, Name: not null };

    private async ValueTask<Reply> Send<T>(HttpContext http, RequestSchema<T> schema, Func<AgentId, T, Request> make)
        where T : class, new()
    {
        if (!http.TryGetId<AgentId>("id", out var id, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, schema);
        return refusal ?? await center.SendAsync(make(id, body), http);
    }
}

internal static class AgentRouteExtensions
{
    public static void MapAgents(this IEndpointRouteBuilder app)
    {
        const string Unknown = "There is no such agent.";
        var noSuch = Refusals.AgentUnknown(new("anna"));
        var routes = new AgentRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var agents = app.MapGroup("/v1/agents").WithTags("Agents");

        agents.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("listAgents", "A page of agents, by the order of their making.")
            .WithParameter("after", ParameterLocation.Query,
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Examples = [0] })
            .WithParameter("limit", ParameterLocation.Query,
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Examples = [100] })
            .ProducesReply(200, ResponseSchema.Agents);
        agents.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.OwnOrRead("id"))
            .WithOperation("getAgent", "An agent and what it has.")
            .ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putAgent", "Makes an agent, offline, or replaces the profile of the one there is.")
            .AcceptsBody(AgentProfileBody.Schema)
            .ProducesReply(201, ResponseSchema.Agent).ProducesReply(200, ResponseSchema.Agent);
        agents.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeAgent", "Removes an agent that has no contact; its pending offers are revoked.")
            .ProducesReply(204).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The agent has contacts.", Refusals.AgentBusy(new("ann")));

        agents.MapPut("{id}/presence", ReplyHandler.Create(routes.SetPresence))
            .RequireAuthorization(AccessPolicy.OwnOrSupervise("id"))
            .WithOperation("setPresence", "What the agent says of itself.")
            .AcceptsBody(PresenceBody.Schema).ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPost("{id}/heartbeat", ReplyHandler.Create(routes.Heartbeat))
            .RequireAuthorization(AccessPolicy.OwnOrSupervise("id"))
            .WithOperation("heartbeatAgent",
                "A sign of life of an agent's device; from the first one on, silence logs the agent out.")
            .AcceptsBody(EmptyBody.Schema).ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The agent is offline.", Refusals.AgentOffline(new("ann")));
        agents.MapPut("{id}/skills/{skill}", ReplyHandler.Create(routes.PutSkill)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putAgentSkill", "Gives an agent a skill, or another proficiency in it.")
            .AcceptsBody(SkillLevelBody.Schema).ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
        agents.MapDelete("{id}/skills/{skill}", ReplyHandler.Create(routes.RemoveSkill))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeAgentSkill", "Takes a skill from an agent.")
            .ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
    }
}

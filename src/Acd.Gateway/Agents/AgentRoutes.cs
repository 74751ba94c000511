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
        var refusal = http.RefuseOthers("after", "limit")
            ?? http.ReadNumber("after", 0, long.MaxValue, ref after)
            ?? http.ReadNumber("limit", 1, Limits.PageSize, ref limit);
        return refusal is null ? center.SendAsync(new ListAgents(after!.Value, (int)limit!.Value)) : new(refusal);
    }

    public ValueTask<Reply> Get(HttpContext http) => Send(http, Nothing.Shape, (id, _) => new GetAgent(id));

    public ValueTask<Reply> Put(HttpContext http) => Send(http, ProfileBody.Shape, (id, body) => new PutAgent(id, body.Profile));

    public ValueTask<Reply> Remove(HttpContext http) => Send(http, Nothing.Shape, (id, _) => new RemoveAgent(id));

    public ValueTask<Reply> SetPresence(HttpContext http) =>
        Send(http, PresenceBody.Shape, (id, body) =>
            new SetPresence(id, body.Presence, body.Reason, Forced: IsSupervisor(http.Caller())));

    public ValueTask<Reply> Heartbeat(HttpContext http) => Send(http, Nothing.Shape, (id, _) => new HeartbeatAgent(id));

    public ValueTask<Reply> PutSkill(HttpContext http) => http.TryId<SkillId>("skill", out var skill, out var bad)
        ? Send(http, LevelBody.Shape, (id, body) => new PutAgentSkill(id, new AgentSkill(skill, body.Level)))
        : new(bad);

    public ValueTask<Reply> RemoveSkill(HttpContext http) => http.TryId<SkillId>("skill", out var skill, out var bad)
        ? Send(http, Nothing.Shape, (id, _) => new RemoveAgentSkill(id, skill))
        : new(bad);

    // Without keys nobody knows who speaks for whom.
    private static bool IsSupervisor(Caller caller) => caller is { Role: Role.Supervisor, Name: not null };

    private async ValueTask<Reply> Send<T>(HttpContext http, Shape<T> shape, Func<AgentId, T, Request> make)
        where T : class, new()
    {
        if (!http.TryId<AgentId>("id", out var id, out var bad))
            return bad;
        var (body, refusal) = await Body.ReadAsync(http, shape);
        return refusal ?? await center.SendAsync(make(id, body));
    }
}

internal static class AgentMapping
{
    public static void MapAgents(this IEndpointRouteBuilder app)
    {
        const string Unknown = "There is no such agent.";
        var noSuch = Refusals.AgentUnknown(new("anna"));
        var routes = new AgentRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var agents = app.MapGroup("/v1/agents").WithTags("Agents");

        agents.MapGet("", Handler.Of(routes.List)).Allow(Access.Read)
            .Describe("listAgents", "A page of agents, by the order of their making.")
            .Reads("after", ParameterLocation.Query,
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Examples = [0] })
            .Reads("limit", ParameterLocation.Query,
                new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "1000", Examples = [100] })
            .Gives(200, AnswerSchema.Agents);
        agents.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.OwnOrRead("id"))
            .Describe("getAgent", "An agent and what it has.").Gives(200, AnswerSchema.Agent).MayRefuse(404, Unknown, noSuch);
        agents.MapPut("{id}", Handler.Of(routes.Put)).Allow(Access.Supervise)
            .Describe("putAgent", "Makes an agent, offline, or replaces the profile of the one there is.")
            .Takes(ProfileBody.Shape).Gives(201, AnswerSchema.Agent).Gives(200, AnswerSchema.Agent);
        agents.MapDelete("{id}", Handler.Of(routes.Remove)).Allow(Access.Supervise)
            .Describe("removeAgent", "Removes an agent that has no contact; its pending offers are revoked.")
            .Gives(204).MayRefuse(404, Unknown, noSuch)
            .MayRefuse(409, "The agent has contacts.", Refusals.AgentBusy(new("ann")));

        agents.MapPut("{id}/presence", Handler.Of(routes.SetPresence)).Allow(Access.OwnOrSupervise("id"))
            .Describe("setPresence", "What the agent says of itself.")
            .Takes(PresenceBody.Shape).Gives(200, AnswerSchema.Agent).MayRefuse(404, Unknown, noSuch);
        agents.MapPost("{id}/heartbeat", Handler.Of(routes.Heartbeat)).Allow(Access.OwnOrSupervise("id"))
            .Describe("heartbeatAgent",
                "A sign of life of an agent's device; from the first one on, silence logs the agent out.")
            .Takes(Nothing.Shape).Gives(200, AnswerSchema.Agent).MayRefuse(404, Unknown, noSuch)
            .MayRefuse(409, "The agent is offline.", Refusals.AgentOffline(new("ann")));
        agents.MapPut("{id}/skills/{skill}", Handler.Of(routes.PutSkill)).Allow(Access.Supervise)
            .Describe("putAgentSkill", "Gives an agent a skill, or another proficiency in it.")
            .Takes(LevelBody.Shape).Gives(200, AnswerSchema.Agent).MayRefuse(404, Unknown, noSuch);
        agents.MapDelete("{id}/skills/{skill}", Handler.Of(routes.RemoveSkill)).Allow(Access.Supervise)
            .Describe("removeAgentSkill", "Takes a skill from an agent.")
            .Gives(200, AnswerSchema.Agent).MayRefuse(404, Unknown, noSuch);
    }
}

using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The handlers of agents: profile, presence, skills.</summary>
internal sealed class AgentRoutes(IContactCenter center)
{
    private const int PickableByDefault = 20;

    public ValueTask<Reply> List(HttpContext http) =>
        AgentQueryString.Read(http, out var list) is { } refusal ? new(refusal) : center.SendAsync(list, http);

    public async ValueTask<Reply> Get(HttpContext http) =>
        http.WithTag(await Send(http, EmptyBody.Schema, (id, _) => new GetAgent(id)));

    public async ValueTask<Reply> Put(HttpContext http) => http.TryReadCondition(out var condition, out var invalid)
        ? http.WithTag(await Send(
            http, AgentProfileBody.Schema, (id, body) => new PutAgent(id, body.Profile) { If = condition }))
        : invalid;

    public ValueTask<Reply> Remove(HttpContext http) => http.TryReadCondition(out var condition, out var invalid)
        ? Send(http, EmptyBody.Schema, (id, _) => new RemoveAgent(id) { If = condition })
        : new(invalid);

    public ValueTask<Reply> SetPresence(HttpContext http) =>
        Send(http, PresenceBody.Schema, (id, body) =>
            new SetPresence(
                id, body.Presence, body.Reason, Forced: IsSupervisor(http.GetCaller()), KeepOffers: body.KeepOffers));

    public ValueTask<Reply> Heartbeat(HttpContext http) => Send(http, EmptyBody.Schema, (id, _) => new HeartbeatAgent(id));

    public ValueTask<Reply> EndWrapUp(HttpContext http) =>
        Send(http, ConnectionBody.Schema, (id, body) => new EndAgentWrapUp(id, body.Offer));

    public ValueTask<Reply> Pick(HttpContext http) =>
        Send(http, PickContactBody.Schema, (id, body) => new PickContact(body.Contact, id));

    public ValueTask<Reply> ListPickable(HttpContext http)
    {
        long? limit = PickableByDefault;
        var refusal = http.RefuseUnknownParameters("limit")
            ?? http.ReadNumber("limit", 1, Limits.PickableContacts, ref limit);
        return refusal is not null ? new(refusal)
            : http.TryGetId<AgentId>("id", out var id, out var invalid)
                ? center.SendAsync(new ListPickable(id, (int)(limit ?? PickableByDefault)), http)
                : new(invalid);
    }

    public ValueTask<Reply> PutSkill(HttpContext http) => http.TryGetId<SkillId>("skill", out var skill, out var invalid)
        ? Send(http, SkillLevelBody.Schema, (id, body) => new PutAgentSkill(id, new AgentSkill(skill, body.Level)))
        : new(invalid);

    public ValueTask<Reply> RemoveSkill(HttpContext http) => http.TryGetId<SkillId>("skill", out var skill, out var invalid)
        ? Send(http, EmptyBody.Schema, (id, _) => new RemoveAgentSkill(id, skill))
        : new(invalid);

    // Without keys a supervisor cannot be told from the agent itself.
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
        const string Unknown = "The agent is unknown.";
        var noSuch = Refusals.AgentUnknown(new("anna"));
        var routes = new AgentRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var agents = app.MapGroup("/v1/agents").WithTags("Agents");

        agents.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Followers)
            .WithOperation("listAgents",
                "Returns a page of agents, in the order of their creation. One request examines a limited number of agents, so "
                + "a page may be short or empty although there is a next one.")
            .WithAgentParameters()
            .ProducesReply(200, ResponseSchema.Agents);
        agents.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.OwnOrRead("id"))
            .WithOperation("getAgent", "Returns an agent and its contacts.")
            .ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putAgent", "Creates an agent, which is offline, or replaces its profile.")
            .AcceptsBody(AgentProfileBody.Schema).IsConditional()
            .ProducesReply(201, ResponseSchema.Agent).ProducesReply(200, ResponseSchema.Agent);
        agents.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeAgent", "Removes an agent without contacts. Its pending offers are revoked.")
            .IsConditional().ProducesReply(204).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The agent has contacts.", Refusals.AgentBusy(new("ann")));

        agents.MapPut("{id}/presence", ReplyHandler.Create(routes.SetPresence))
            .RequireAuthorization(AccessPolicy.OwnOrReport("id"))
            .WithOperation("setPresence", "Sets an agent's presence.")
            .AcceptsBody(PresenceBody.Schema).ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPost("{id}/heartbeat", ReplyHandler.Create(routes.Heartbeat))
            .RequireAuthorization(AccessPolicy.OwnOrReport("id"))
            .WithOperation("heartbeatAgent",
                "Reports that an agent's device is alive. After the first report, silence logs the agent out.")
            .AcceptsBody(EmptyBody.Schema).ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The agent is offline.", Refusals.AgentOffline(new("ann")));
        agents.MapPost("{id}/wrap-up/end", ReplyHandler.Create(routes.EndWrapUp))
            .RequireAuthorization(AccessPolicy.OwnOrSupervise("id"))
            .WithOperation("endAgentWrapUp", "Ends an agent's wrap-up of contacts that it passed on: of one offer, or of all.")
            .AcceptsBody(ConnectionBody.Schema).ProducesReply(200, ResponseSchema.Agent)
            .ProducesRefusal(404, Unknown, noSuch);
        agents.MapGet("{id}/pickable", ReplyHandler.Create(routes.ListPickable))
            .RequireAuthorization(AccessPolicy.OwnOrSupervise("id"))
            .WithOperation("listPickable", "Returns the first contacts in line that an agent may pick now.")
            .WithParameter("limit", ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = $"{Limits.PickableContacts}",
                Examples = [20],
            })
            .ProducesReply(200, ResponseSchema.Contacts).ProducesRefusal(404, Unknown, noSuch);
        agents.MapPost("{id}/pick", ReplyHandler.Create(routes.Pick)).RequireAuthorization(AccessPolicy.OwnOrSupervise("id"))
            .WithOperation("pickContact", "Connects an agent to a waiting contact of its choice, where the queue allows it.")
            .AcceptsBody(PickContactBody.Schema).ProducesReply(200, ResponseSchema.Contact)
            .ProducesRefusal(404, Unknown, noSuch)
            .ProducesRefusal(409, "The agent cannot pick it now.", Refusals.ContactNotPickable(new("call-1")));
        agents.MapPut("{id}/skills/{skill}", ReplyHandler.Create(routes.PutSkill)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putAgentSkill", "Gives an agent a skill, or changes its proficiency.")
            .AcceptsBody(SkillLevelBody.Schema).ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
        agents.MapDelete("{id}/skills/{skill}", ReplyHandler.Create(routes.RemoveSkill))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeAgentSkill", "Removes a skill from an agent.")
            .ProducesReply(200, ResponseSchema.Agent).ProducesRefusal(404, Unknown, noSuch);
    }
}

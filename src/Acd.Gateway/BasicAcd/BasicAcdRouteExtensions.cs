using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The routes of Redis' basic-acd demo, unchanged for its clients. Its keys are ids of contacts and agents.</summary>
internal static class BasicAcdRouteExtensions
{
    public static void MapBasicAcd(this IEndpointRouteBuilder app)
    {
        var center = app.ServiceProvider.GetRequiredService<IContactCenter>();
        var basic = app.MapGroup("").WithTags("basic-acd").WithMetadata(new DetailOnlyErrors());
        MapCenter(basic, center);
        MapContacts(basic, new BasicContactRoutes(center));
        MapAgents(basic, new BasicAgentRoutes(center));
    }

    private static void MapCenter(RouteGroupBuilder basic, IContactCenter center)
    {
        basic.MapPost("/acd", ReplyHandler.Create(async http =>
        {
            var (body, refusal) = await RequestBodyReader.ReadAsync(http, BasicStateBody.Schema);
            if (refusal is not null)
                return refusal;
            Command command = body.On ? new OpenCenter(AgentsToo: true) : new CloseCenter(AgentsToo: true);
            var reply = await center.SendAsync(command, http);
            return reply is Refusal ? reply : new AcdStateReply(body.On ? 1 : 0);
        })).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicAcd", "Opens or closes the center, and sets every agent available or not ready.")
            .AcceptsBody(BasicStateBody.Schema)
            .ProducesReply(201, ResponseSchema.WithMember("AcdState", "acd_state", JsonSchemaType.Integer));
    }

    private static void MapContacts(RouteGroupBuilder basic, BasicContactRoutes contacts)
    {
        var key = ResponseSchema.WithMember("ContactKey", "contact_key");
        basic.MapPost("/contact", ReplyHandler.Create(contacts.Post)).RequireAuthorization(AccessPolicy.Contacts)
            .WithOperation("basicPostContact", "Queues a contact.").AcceptsBody(BasicContactBody.Schema).ProducesReply(201, key);
        basic.MapGet("/contact/{contact_key}", ReplyHandler.Create(contacts.Get)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("basicGetContact", "Returns a contact: state 1 is queued, 2 assigned, 3 complete.")
            .ProducesReply(200, ResponseSchema.Of("BasicContactState", typeof(BasicContactReply), BasicContactReply.Example));
        basic.MapPatch("/contact/{contact_key}", ReplyHandler.Create(contacts.Patch)).RequireAuthorization(AccessPolicy.Contacts)
            .WithOperation("basicPatchContact", "Completes a contact, or abandons it where it is still queued.")
            .ProducesReply(200, key);
    }

    private static void MapAgents(RouteGroupBuilder basic, BasicAgentRoutes agents)
    {
        var key = ResponseSchema.WithMember("AgentKey", "agent_key");
        var skill = ResponseSchema.WithMember("SkillKey", "skill");
        basic.MapPost("/agent/{agent_key}", ReplyHandler.Create(agents.Post)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicPostAgent", "Creates an agent, not available.").AcceptsBody(BasicAgentBody.Schema)
            .ProducesReply(201, key);
        basic.MapPatch("/agent/{agent_key}", ReplyHandler.Create(agents.Rename)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicPatchAgent", "Changes an agent's name.").AcceptsBody(BasicAgentBody.Schema)
            .ProducesReply(200, key);
        basic.MapDelete("/agent/{agent_key}", ReplyHandler.Create(agents.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicDeleteAgent", "Removes an agent.").ProducesReply(200, key);
        basic.MapPatch("/agent/{agent_key}/state", ReplyHandler.Create(agents.SetState))
            .RequireAuthorization(AccessPolicy.OwnOrSupervise("agent_key"))
            .WithOperation("basicPatchAgentState", "Sets an agent available or not ready.").AcceptsBody(BasicStateBody.Schema)
            .ProducesReply(200, key);
        basic.MapPatch("/agent/{agent_key}/skill", ReplyHandler.Create(agents.AddSkill))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicPatchAgentSkill", "Gives an agent a skill.").AcceptsBody(BasicSkillBody.Schema)
            .ProducesReply(200, key);
        basic.MapDelete("/agent/{agent_key}/skill/{skill}", ReplyHandler.Create(agents.RemoveSkill))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicDeleteAgentSkill", "Removes a skill from an agent.").ProducesReply(200, skill);
        basic.MapDelete("/skill/{skill}", ReplyHandler.Create(agents.RemoveSkillOfAll))
            .RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("basicDeleteSkill", "Removes a skill from every agent.").ProducesReply(200, skill);
    }
}

using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The routes of Redis' basic-acd demo, as its clients use them; its keys are our ids as they stand.</summary>
internal static class BasicAcdMapping
{
    public static void MapBasicAcd(this IEndpointRouteBuilder app)
    {
        var center = app.ServiceProvider.GetRequiredService<IContactCenter>();
        var basic = app.MapGroup("").WithTags("basic-acd").WithMetadata(new DetailOnly());
        MapCenter(basic, center);
        MapContacts(basic, new BasicContactRoutes(center));
        MapAgents(basic, new BasicAgentRoutes(center));
    }

    private static void MapCenter(RouteGroupBuilder basic, IContactCenter center)
    {
        basic.MapPost("/acd", Handler.Of(async http =>
        {
            var (body, refusal) = await Body.ReadAsync(http, BasicState.Shape);
            if (refusal is not null)
                return refusal;
            var reply = await center.SendAsync(body.On ? new OpenCenter(AgentsToo: true) : new CloseCenter(AgentsToo: true));
            return reply is Refusal ? reply : new AcdStateReply(body.On ? 1 : 0);
        })).Allow(Access.Supervise)
            .Describe("basicAcd", "Opens or closes the center, and sets every agent available or not.")
            .Takes(BasicState.Shape).Gives(201, AnswerSchema.Member("AcdState", "acd_state", JsonSchemaType.Integer));
    }

    private static void MapContacts(RouteGroupBuilder basic, BasicContactRoutes contacts)
    {
        var key = AnswerSchema.Member("ContactKey", "contact_key");
        basic.MapPost("/contact", Handler.Of(contacts.Post)).Allow(Access.Contacts)
            .Describe("basicPostContact", "Queues a contact.").Takes(BasicContact.Shape).Gives(201, key);
        basic.MapGet("/contact/{contact_key}", Handler.Of(contacts.Get)).Allow(Access.Read)
            .Describe("basicGetContact", "A contact: state 1 queued, 2 assigned, 3 complete.")
            .Gives(200, AnswerSchema.Of("BasicContactState", typeof(BasicContactReply), BasicContactReply.Example));
        basic.MapPatch("/contact/{contact_key}", Handler.Of(contacts.Patch)).Allow(Access.Contacts)
            .Describe("basicPatchContact", "Completes a contact, or gives it up if it is still queued.").Gives(200, key);
    }

    private static void MapAgents(RouteGroupBuilder basic, BasicAgentRoutes agents)
    {
        var key = AnswerSchema.Member("AgentKey", "agent_key");
        var skill = AnswerSchema.Member("SkillKey", "skill");
        basic.MapPost("/agent/{agent_key}", Handler.Of(agents.Post)).Allow(Access.Supervise)
            .Describe("basicPostAgent", "Makes an agent, unavailable.").Takes(BasicAgent.Shape).Gives(201, key);
        basic.MapPatch("/agent/{agent_key}", Handler.Of(agents.Rename)).Allow(Access.Supervise)
            .Describe("basicPatchAgent", "Changes an agent's name.").Takes(BasicAgent.Shape).Gives(200, key);
        basic.MapDelete("/agent/{agent_key}", Handler.Of(agents.Remove)).Allow(Access.Supervise)
            .Describe("basicDeleteAgent", "Removes an agent.").Gives(200, key);
        basic.MapPatch("/agent/{agent_key}/state", Handler.Of(agents.SetState)).Allow(Access.OwnOrSupervise("agent_key"))
            .Describe("basicPatchAgentState", "Sets an agent available or not.").Takes(BasicState.Shape).Gives(200, key);
        basic.MapPatch("/agent/{agent_key}/skill", Handler.Of(agents.AddSkill)).Allow(Access.Supervise)
            .Describe("basicPatchAgentSkill", "Gives an agent a skill.").Takes(BasicSkill.Shape).Gives(200, key);
        basic.MapDelete("/agent/{agent_key}/skill/{skill}", Handler.Of(agents.RemoveSkill)).Allow(Access.Supervise)
            .Describe("basicDeleteAgentSkill", "Takes a skill from an agent.").Gives(200, skill);
        basic.MapDelete("/skill/{skill}", Handler.Of(agents.RemoveSkillOfAll)).Allow(Access.Supervise)
            .Describe("basicDeleteSkill", "Takes a skill from every agent.").Gives(200, skill);
    }
}

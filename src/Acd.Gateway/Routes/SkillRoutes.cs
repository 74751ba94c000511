using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>The description of a skill.</summary>
internal sealed class SkillDescriptionBody
{
    public static readonly RequestSchema<SkillDescriptionBody> Schema =
        new RequestSchema<SkillDescriptionBody>("SkillDescription")
        .Text("description", Limits.NameLength, "The meaning of the skill, for people.", (body, text) =>
            body.Description = text, required: true)
        .Example("A language", """{"description": "Speaks English"}""");

    public string Description { get; set; } = "";
}

/// <summary>The handlers of skills.</summary>
internal sealed class SkillRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http) => await center.SendAsync(new ListSkills(), http);

    public async ValueTask<Reply> Get(HttpContext http) => http.TryGetId<SkillId>("id", out var skill, out var invalid)
        ? One(await center.SendAsync(new GetSkill(skill), http))
        : invalid;

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryGetId<SkillId>("id", out var skill, out var invalid))
            return invalid;
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, SkillDescriptionBody.Schema);
        return refusal ?? One(await center.SendAsync(new PutSkill(new SkillSettings(skill, body.Description)), http));
    }

    public async ValueTask<Reply> Remove(HttpContext http)
    {
        if (!http.TryGetId<SkillId>("id", out var skill, out var invalid))
            return invalid;
        var reply = await center.SendAsync(new RemoveSkill(skill), http);
        return reply is Refusal ? reply : NoContentReply.Instance;
    }

    private static Reply One(Reply reply) => reply is SkillsReply { Skills: [var skill] }
        ? new SkillReply(skill) { AsOf = reply.AsOf }
        : reply;
}

internal static class SkillRouteExtensions
{
    public static void MapSkills(this IEndpointRouteBuilder app)
    {
        var routes = new SkillRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var skills = app.MapGroup("/v1/skills").WithTags("Skills");

        skills.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("listSkills",
                "Returns every skill that an agent has, a waiting contact requires or a description names.")
            .ProducesReply(200, ResponseSchema.Skills);
        skills.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("getSkill", "Returns a skill: its agents, and the contacts that wait for it.")
            .ProducesReply(200, ResponseSchema.Skill);
        skills.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putSkill", "Sets a skill's description. A skill works without one.")
            .AcceptsBody(SkillDescriptionBody.Schema).ProducesReply(200, ResponseSchema.Skill);
        skills.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeSkill", "Removes a skill from every agent, and its description.").ProducesReply(204);
    }
}

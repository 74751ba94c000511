using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>What a skill means.</summary>
internal sealed class SkillBody
{
    public static readonly Shape<SkillBody> Shape = new Shape<SkillBody>("SkillDescription")
        .Text("description", Limits.NameLength, "What the skill means.", (body, text) =>
            body.Description = text, required: true)
        .Example("A language", """{"description": "Speaks English"}""");

    public string Description { get; set; } = "";
}

/// <summary>Skills: who has them, who waits for them, what they mean.</summary>
internal sealed class SkillRoutes(IContactCenter center)
{
    public async ValueTask<Reply> List(HttpContext http) => await center.SendAsync(new ListSkills());

    public async ValueTask<Reply> Get(HttpContext http) =>
        http.TryId<SkillId>("id", out var skill, out var bad) ? One(await center.SendAsync(new GetSkill(skill))) : bad;

    public async ValueTask<Reply> Put(HttpContext http)
    {
        if (!http.TryId<SkillId>("id", out var skill, out var bad))
            return bad;
        var (body, refusal) = await Body.ReadAsync(http, SkillBody.Shape);
        return refusal ?? One(await center.SendAsync(new PutSkill(new SkillSettings(skill, body.Description))));
    }

    public async ValueTask<Reply> Remove(HttpContext http)
    {
        if (!http.TryId<SkillId>("id", out var skill, out var bad))
            return bad;
        var reply = await center.SendAsync(new RemoveSkill(skill));
        return reply is Refusal ? reply : Done.Reply;
    }

    private static Reply One(Reply reply) => reply is SkillsReply { Skills: [var skill] } ? new SkillReply(skill) : reply;
}

internal static class SkillMapping
{
    public static void MapSkills(this IEndpointRouteBuilder app)
    {
        var routes = new SkillRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var skills = app.MapGroup("/v1/skills").WithTags("Skills");

        skills.MapGet("", Handler.Of(routes.List)).Allow(Access.Read)
            .Describe("listSkills", "Every skill that an agent has, a waiting contact needs or a description names.")
            .Gives(200, AnswerSchema.Skills);
        skills.MapGet("{id}", Handler.Of(routes.Get)).Allow(Access.Read)
            .Describe("getSkill", "Who has a skill, and who waits for it.").Gives(200, AnswerSchema.Skill);
        skills.MapPut("{id}", Handler.Of(routes.Put)).Allow(Access.Supervise)
            .Describe("putSkill", "Describes a skill; skills need no description to be used.")
            .Takes(SkillBody.Shape).Gives(200, AnswerSchema.Skill);
        skills.MapDelete("{id}", Handler.Of(routes.Remove)).Allow(Access.Supervise)
            .Describe("removeSkill", "Takes a skill from every agent, and forgets its description.").Gives(204);
    }
}

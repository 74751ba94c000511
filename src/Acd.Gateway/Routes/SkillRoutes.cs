using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

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
/// <param name="center">The center.</param>
/// <param name="readBoard">Reads a board; null where the center is in this process, and as near as a board.</param>
internal sealed class SkillRoutes(IContactCenter center, SkillBoardReader? readBoard)
{
    public const string MaxAge = "maxAge";

    public const int MaxAgeSeconds = 60;

    public async ValueTask<Reply> List(HttpContext http) => await center.SendAsync(new ListSkills(), http);

    public async ValueTask<Reply> Get(HttpContext http)
    {
        if (!http.TryGetId<SkillId>("id", out var skill, out var invalid))
            return invalid;
        TimeSpan? maxAge = null;
        if ((http.RefuseUnknownParameters(MaxAge) ?? http.ReadSeconds(MaxAge, MaxAgeSeconds, ref maxAge)) is { } refusal)
            return refusal;
        if (maxAge is { } allowed && readBoard is not null
            && await readBoard(skill, allowed, http.RequestAborted) is { } board)
            return new SkillReply(board.Skill, board.Age);
        var reply = One(await center.SendAsync(new GetSkill(skill), http));
        return maxAge is not null && reply is SkillReply exact ? exact with { Age = TimeSpan.Zero } : reply;
    }

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

    private static Reply One(Reply reply) => reply is SkillsReply { Skills: [var skill] } ? new SkillReply(skill) : reply;
}

internal static class SkillRouteExtensions
{
    public static void MapSkills(this IEndpointRouteBuilder app)
    {
        var routes = new SkillRoutes(
            app.ServiceProvider.GetRequiredService<IContactCenter>(), app.ServiceProvider.GetService<SkillBoardReader>());
        var skills = app.MapGroup("/v1/skills").WithTags("Skills");

        skills.MapGet("", ReplyHandler.Create(routes.List)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("listSkills",
                "Returns every skill that an agent has, a waiting contact requires or a description names.")
            .ProducesReply(200, ResponseSchema.Skills);
        skills.MapGet("{id}", ReplyHandler.Create(routes.Get)).RequireAuthorization(AccessPolicy.Reader)
            .WithOperation("getSkill",
                "Returns a skill: its agents, and the contacts that wait for it. With maxAge any member of a cluster may answer "
                + "without asking the dispatcher; the response has the age.")
            .WithParameter(SkillRoutes.MaxAge, ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.Number,
                Minimum = "0",
                Maximum = $"{SkillRoutes.MaxAgeSeconds}",
                Examples = [0.05],
                Description = "How old the response may be, in seconds. Without it the response is exact.",
            })
            .ProducesReply(200, ResponseSchema.Skill);
        skills.MapPut("{id}", ReplyHandler.Create(routes.Put)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putSkill", "Sets a skill's description. A skill works without one.")
            .AcceptsBody(SkillDescriptionBody.Schema).ProducesReply(200, ResponseSchema.Skill);
        skills.MapDelete("{id}", ReplyHandler.Create(routes.Remove)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("removeSkill", "Removes a skill from every agent, and its description.").ProducesReply(204);
    }
}

using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>What became of a command for one of many agents.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Code">The code of its refusal; null where it was carried out.</param>
/// <param name="Detail">The refusal as a sentence.</param>
internal sealed record AgentResult(AgentId Agent, string? Code, string? Detail);

/// <summary>What became of a command for many agents, in the order of the request.</summary>
/// <param name="Changed">For how many it was carried out.</param>
/// <param name="Results">Each agent.</param>
internal sealed record AgentResultsReply(int Changed, IReadOnlyList<AgentResult> Results) : Reply;

/// <summary>The presence of many agents.</summary>
internal sealed class ManyPresencesBody
{
    public static readonly RequestSchema<ManyPresencesBody> Schema = new RequestSchema<ManyPresencesBody>("PresenceOfMany")
        .AgentIds((body, agents) => body.Agents = agents)
        .OneOf("presence", Enum.GetValues<Presence>(), "The presence of each of them.",
            (body, presence) => body.Presence = presence, required: true)
        .Text("reason", Limits.ReasonLength, "Why they are not ready.", (body, reason) => body.Reason = reason)
        .Example("A meeting", """{"agents": ["ann", "bob"], "presence": "notReady", "reason": "meeting"}""");

    public IReadOnlyList<AgentId> Agents { get; set; } = [];

    public Presence Presence { get; set; }

    public string? Reason { get; set; }
}

/// <summary>A skill of many agents.</summary>
internal sealed class ManySkillsBody
{
    public static readonly RequestSchema<ManySkillsBody> Schema = new RequestSchema<ManySkillsBody>("SkillOfMany")
        .AgentIds((body, agents) => body.Agents = agents)
        .Id<ManySkillsBody, SkillId>("skill", "The skill.", (body, skill) => body.Skill = skill, required: true)
        .Integer("level", Limits.MinLevel, Limits.MaxLevel, "The proficiency; 10 by default.",
            (body, level) => body.Level = level)
        .Flag("remove", "Whether the skill is taken away.", (body, remove) => body.Remove = remove)
        .Example("Two learn it", """{"agents": ["ann", "bob"], "skill": "loans", "level": 3}""")
        .Example("Two lose it", """{"agents": ["ann", "bob"], "skill": "loans", "remove": true}""");

    public IReadOnlyList<AgentId> Agents { get; set; } = [];

    public SkillId? Skill { get; set; }

    public int Level { get; set; } = AgentSkill.DefaultLevel;

    public bool Remove { get; set; }
}

/// <summary>
/// Commands for many agents at once. Each agent is a command of its own: one that is refused does not keep back the others, and
/// the same request again changes nothing more.
/// </summary>
internal sealed class ManyAgentsRoutes(IContactCenter center)
{
    /// <summary>The most agents in one request.</summary>
    public const int MaxAgents = 500;

    public async ValueTask<Reply> SetPresence(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, ManyPresencesBody.Schema);
        var forced = http.GetCaller().Name is not null;
        return refusal
            ?? await SendAsync(http, body.Agents, id => new SetPresence(id, body.Presence, body.Reason, Forced: forced));
    }

    public async ValueTask<Reply> PutSkill(HttpContext http)
    {
        var (body, refusal) = await RequestBodyReader.ReadAsync(http, ManySkillsBody.Schema);
        return refusal ?? await SendAsync(http, body.Agents, id => body.Remove
            ? new RemoveAgentSkill(id, body.Skill!.Value)
            : new PutAgentSkill(id, new AgentSkill(body.Skill!.Value, body.Level)));
    }

    private async Task<Reply> SendAsync(HttpContext http, IReadOnlyList<AgentId> agents, Func<AgentId, AgentCommand> make)
    {
        // Together they are few batches. An Idempotency-Key is not needed: the commands may be repeated as they are.
        var replies = await Task.WhenAll(agents.Select(id =>
            center.SendAsync(make(id).WithAudit(http), http.RequestAborted).AsTask()));
        var results = agents.Zip(replies, (id, reply) =>
            new AgentResult(id, (reply as Refusal)?.Code, (reply as Refusal)?.Message)).ToArray();
        return new AgentResultsReply(results.Count(result => result.Code is null), results);
    }
}

internal static class ManyAgentsRouteExtensions
{
    private static readonly ResponseSchema Results = ResponseSchema.Of(
        "AgentResults", typeof(AgentResultsReply), new AgentResultsReply(1,
            [new(new("ann"), null, null), new(new("bob"), "agent.unknown", "The agent bob is unknown.")]));

    public static void MapManyAgents(this IEndpointRouteBuilder app)
    {
        var routes = new ManyAgentsRoutes(app.ServiceProvider.GetRequiredService<IContactCenter>());
        var agents = app.MapGroup("/v1/agents").WithTags("Agents");

        agents.MapPost("presence", ReplyHandler.Create(routes.SetPresence)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("setPresenceOfMany", "Sets the presence of many agents, and tells what became of each.")
            .AcceptsBody(ManyPresencesBody.Schema).ProducesReply(200, Results);
        agents.MapPost("skills", ReplyHandler.Create(routes.PutSkill)).RequireAuthorization(AccessPolicy.Supervisor)
            .WithOperation("putSkillOfMany", "Gives many agents a skill, or takes it away, and tells what became of each.")
            .AcceptsBody(ManySkillsBody.Schema).ProducesReply(200, Results);
    }

    /// <summary>The list of agents: 1 to 500, each once.</summary>
    public static RequestSchema<T> AgentIds<T>(this RequestSchema<T> schema, Action<T, IReadOnlyList<AgentId>> set)
        where T : class, new() => schema.AddField(new RequestField<T>(
            "agents", Required: true,
            new Microsoft.OpenApi.OpenApiSchema
            {
                Type = Microsoft.OpenApi.JsonSchemaType.Array,
                Items = ValueFields.IdSchema(),
                MinItems = 1,
                MaxItems = ManyAgentsRoutes.MaxAgents,
                Description = "The agents, each once.",
            },
            (ref json, path, target) =>
            {
                var refusal = Read(ref json, path, out var agents);
                if (refusal is null) set(target, agents);
                return refusal;
            }));

    private static Refusal? Read(ref RequestJsonReader json, string path, out List<AgentId> agents)
    {
        agents = [];
        if (json.Reader.TokenType != System.Text.Json.JsonTokenType.StartArray)
            return RequestRefusals.WrongType(path, "a list of agents");
        while (json.Reader.Read() && json.Reader.TokenType != System.Text.Json.JsonTokenType.EndArray)
        {
            if (agents.Count == ManyAgentsRoutes.MaxAgents)
                return RequestRefusals.OutOfRange(path, $"1 to {ManyAgentsRoutes.MaxAgents} agents");
            if (json.Reader.TokenType != System.Text.Json.JsonTokenType.String || !json.TryGetString(out var text)
                || !Id.IsValid(text))
                return RequestRefusals.BadId($"{path}[{agents.Count}]");
            if (agents.Contains(new AgentId(text)))
                return RequestRefusals.DuplicateField($"{path}[{agents.Count}]");
            agents.Add(new AgentId(text));
        }

        return agents.Count == 0 ? RequestRefusals.OutOfRange(path, $"1 to {ManyAgentsRoutes.MaxAgents} agents") : null;
    }
}

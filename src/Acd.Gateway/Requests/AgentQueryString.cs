using System.Text.Json.Nodes;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The query parameters of a list of agents, read and described in one place.</summary>
internal static class AgentQueryString
{
    private const string State = "state", Queue = "queue", Skill = "skill", Search = "search", After = "after", Limit = "limit";

    private static readonly AgentState[] States = Enum.GetValues<AgentState>();

    public static Refusal? Read(HttpContext http, out ListAgents list)
    {
        long? after = 0, limit = 100;
        AgentState? state = null;
        QueueId? queue = null;
        SkillId? skill = null;
        string? search = null;
        var refusal = http.RefuseUnknownParameters(State, Queue, Skill, Search, After, Limit)
            ?? ContactQueryString.ReadChoice(http, State, States, ref state)
            ?? http.ReadId(Queue, ref queue)
            ?? http.ReadId(Skill, ref skill)
            ?? http.ReadSingle(Search, out search)
            ?? http.ReadNumber(After, 0, long.MaxValue, ref after)
            ?? http.ReadNumber(Limit, 1, Limits.PageSize, ref limit);
        list = new ListAgents(after ?? 0, (int)(limit ?? 100)) { State = state, Queue = queue, Skill = skill, Search = search };
        return refusal;
    }

    public static T WithAgentParameters<T>(this T route) where T : IEndpointConventionBuilder => route
        .WithParameter(State, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. States.Select(state => (JsonNode)ContactQueryString.WireName(state))],
            Examples = ["idle"],
            Description = "Agents in this state.",
        })
        .WithParameter(Queue, ParameterLocation.Query, ContactQueryString.Id(
            "Agents who have the skills of one of the queue's gates, or of a contact in it.", "sales"))
        .WithParameter(Skill, ParameterLocation.Query, ContactQueryString.Id("Agents with this skill, at any level.", "en"))
        .WithParameter(Search, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = Limits.SearchLength,
            Examples = ["ann"],
            Description = "Agents with this text in the id or the name, in small letters or capital ones.",
        })
        .WithParameter(After, ParameterLocation.Query,
            new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "0", Examples = [0] })
        .WithParameter(Limit, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "1",
            Maximum = $"{Limits.PageSize}",
            Examples = [100],
        });
}

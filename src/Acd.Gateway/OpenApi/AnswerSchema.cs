using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>What is in an answer, for the description.</summary>
/// <param name="Name">The schema's name.</param>
/// <param name="Type">The type that makes it, where one does.</param>
/// <param name="More">The members that come behind those of the type.</param>
/// <param name="ContentType">What it is sent as.</param>
internal sealed record AnswerSchema(string Name, Type? Type, OpenApiSchema? More = null, string ContentType = "application/json")
{
    public static readonly AnswerSchema Contact = new("Contact", typeof(ContactDocument), Object(
        ("position",
            new() { Type = JsonSchemaType.Integer, Description = "How many contacts of its queue wait before it, and one." }),
        ("unservable",
            new() { Type = JsonSchemaType.Boolean, Description = "True where it waits and nobody logged in has its skills." }),
        ("estimatedWait", Object(
            ("p50", new() { Type = JsonSchemaType.Number, Description = "Half of such contacts wait no longer, in seconds." }),
            ("p90", new() { Type = JsonSchemaType.Number, Description = "Nine tenths wait no longer, in seconds." }),
            ("by", new() { Type = JsonSchemaType.String, Description = "Whose answers it is made of: line or queue." }),
            ("answers", new() { Type = JsonSchemaType.Integer, Description = "How many intervals between answers." })))));

    public static readonly AnswerSchema Agent = new("Agent", typeof(AgentDocument), Object(
        ("taken", new() { Type = JsonSchemaType.Integer, Description = "How much of its capacity is taken." }),
        ("contacts", new() { Type = JsonSchemaType.Array, Items = AgentContact(), Description = "What it has." })));

    public static readonly AnswerSchema Agents = new("Agents", null, Object(
        ("agents",
            new() { Type = JsonSchemaType.Array, Description = "Agents, by the order of their making.", Items = Object() }),
        ("next", new() { Type = JsonSchemaType.Integer, Description = "The next page's after; none on the last page." })));

    public static readonly AnswerSchema Explanation = new("Explanation", typeof(ExplainReply));

    public static readonly AnswerSchema Skill = new("Skill", typeof(SkillView));

    public static readonly AnswerSchema Skills = new("Skills", typeof(SkillsReply));

    public static readonly AnswerSchema Queue = new("Queue", typeof(QueueSettings));

    public static readonly AnswerSchema Center = new("Center", typeof(CenterReply));

    public static readonly AnswerSchema Events = new("Event", typeof(CenterEvent), ContentType: "text/event-stream");

    public static readonly AnswerSchema Health = new("Health", null, Object(
        ("status", new() { Type = JsonSchemaType.String, Description = "What the process does." })));

    /// <summary>An answer of basic-acd's with one member.</summary>
    public static AnswerSchema Member(string schema, string name, JsonSchemaType type = JsonSchemaType.String) =>
        new(schema, null, Object((name, new OpenApiSchema { Type = type })));

    /// <summary>An object with these members.</summary>
    public static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
    };

    private static OpenApiSchema AgentContact() => Object(
        ("contact", ValueFields.IdSchema()),
        ("state", new() { Type = JsonSchemaType.String, Description = "offered, connected or wrapUp" }),
        ("offer", ValueFields.IdSchema()),
        ("channel", ValueFields.IdSchema()),
        ("cost", new() { Type = JsonSchemaType.Integer, Description = "What it takes of the agent's capacity." }));
}

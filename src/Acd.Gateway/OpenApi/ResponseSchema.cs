using System.Text.Json.Nodes;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>What is in an answer, for the description.</summary>
/// <param name="Name">The schema's name.</param>
/// <param name="Type">The type that makes it, where one does.</param>
/// <param name="ExtraMembers">The members that come behind those of the type.</param>
/// <param name="ContentType">What it is sent as.</param>
internal sealed record ResponseSchema(
    string Name, Type? Type, OpenApiSchema? ExtraMembers = null, string ContentType = "application/json")
{
    public static readonly ResponseSchema Contact = new("Contact", typeof(ContactDocument), Object(
        ("position",
            new() { Type = JsonSchemaType.Integer, Description = "How many contacts of its queue wait before it, and one." }),
        ("unservable",
            new() { Type = JsonSchemaType.Boolean, Description = "True where it waits and nobody logged in has its skills." }),
        ("estimatedWait", Object(
            ("p50", new() { Type = JsonSchemaType.Number, Description = "Half of such contacts wait no longer, in seconds." }),
            ("p90", new() { Type = JsonSchemaType.Number, Description = "Nine tenths wait no longer, in seconds." }),
            ("by", new() { Type = JsonSchemaType.String, Description = "Whose answers it is made of: line or queue." }),
            ("answers", new() { Type = JsonSchemaType.Integer, Description = "How many intervals between answers." })))))
    {
        Example = ExampleJson.Of(ExampleReplies.Contact),
    };

    public static readonly ResponseSchema Contacts = new("Contacts", null, Object(
        ("contacts",
            new()
            {
                Type = JsonSchemaType.Array,
                Description = "Contacts, by the order in which they came, without what only a single contact's answer tells.",
                Items = new OpenApiSchemaReference("Contact"),
            }),
        ("next", new() { Type = JsonSchemaType.Integer, Description = "The next page's after; none on the last page." })))
    {
        Example = ExampleJson.Of(new ContactsReply([ExampleReplies.Contact.Contact], 11)),
    };

    public static readonly ResponseSchema Agent = new("Agent", typeof(AgentDocument), Object(
        ("taken", new() { Type = JsonSchemaType.Integer, Description = "How much of its capacity is taken." }),
        ("contacts", new() { Type = JsonSchemaType.Array, Items = AgentContact(), Description = "What it has." })))
    {
        Example = ExampleJson.Of(ExampleReplies.Agent),
    };

    public static readonly ResponseSchema Agents = new("Agents", null, Object(
        ("agents",
            new()
            {
                Type = JsonSchemaType.Array,
                Description = "Agents, by the order of their making.",
                Items = new OpenApiSchemaReference("Agent"),
            }),
        ("next", new() { Type = JsonSchemaType.Integer, Description = "The next page's after; none on the last page." })))
    {
        Example = ExampleJson.Of(new AgentsReply([ExampleReplies.Agent], 7)),
    };

    public static readonly ResponseSchema Explanation = Of("Explanation", typeof(ExplainReply), ExampleReplies.Explanation);

    public static readonly ResponseSchema Skill = Of("Skill", typeof(SkillView), new SkillReply(ExampleReplies.Skill));

    public static readonly ResponseSchema Skills = Of("Skills", typeof(SkillsReply), new SkillsReply([ExampleReplies.Skill]));

    public static readonly ResponseSchema Queue = Of("Queue", typeof(QueueSettings), new QueueReply(ExampleReplies.Queue));

    public static readonly ResponseSchema Queues =
        Of("Queues", typeof(QueuesReply), new QueuesReply([new(QueueId.Default), ExampleReplies.Queue], new("sales")));

    public static readonly ResponseSchema Gate = Of("Gate", typeof(GateSettings), new GateReply(ExampleReplies.Gate));

    public static readonly ResponseSchema Gates =
        Of("Gates", typeof(GatesReply), new GatesReply([ExampleReplies.Gate], ExampleReplies.Gate.Id));

    public static readonly ResponseSchema Channel =
        Of("Channel", typeof(ChannelCost), new ChannelReply(new ChannelCost(new("chat"), 25, 3)));

    public static readonly ResponseSchema Channels =
        Of("Channels", typeof(ChannelsReply), new ChannelsReply(new CenterSettings().Channels));

    public static readonly ResponseSchema Center = Of("Center", typeof(CenterReply), ExampleReplies.Center);

    public static readonly ResponseSchema Events = new("Event", typeof(CenterEvent), ContentType: "text/event-stream")
    {
        Example = ExampleJson.OfEventStream(ExampleReplies.Event),
    };

    public static readonly ResponseSchema Health = new("Health", null, Object(
        ("status", new() { Type = JsonSchemaType.String, Description = "What the process does." })))
    {
        Example = new JsonObject { ["status"] = "active" },
    };

    /// <summary>An answer as a caller may get it: JSON, or the text of a stream.</summary>
    public JsonNode? Example { get; init; }

    /// <summary>An answer of basic-acd's with one member.</summary>
    public static ResponseSchema WithMember(string schema, string name, JsonSchemaType type = JsonSchemaType.String) =>
        new(schema, null, Object((name, new OpenApiSchema { Type = type })))
        {
            Example = new JsonObject { [name] = type == JsonSchemaType.Integer ? 1 : ExampleIds.OfBasic(name) },
        };

    /// <summary>An answer that is written as its type has it.</summary>
    public static ResponseSchema Of(string schema, Type type, Reply example) =>
        new(schema, type) { Example = ExampleJson.Of(example) };

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

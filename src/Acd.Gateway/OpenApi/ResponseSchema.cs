using System.Text.Json.Nodes;
using Acd.Core;
using Acd.Hosting;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The content of a response, for the OpenAPI document.</summary>
/// <param name="Name">The schema's name.</param>
/// <param name="Type">The type that it is serialized from, if one exists.</param>
/// <param name="ExtraMembers">The members that follow those of the type.</param>
/// <param name="ContentType">Its media type.</param>
internal sealed record ResponseSchema(
    string Name, Type? Type, OpenApiSchema? ExtraMembers = null, string ContentType = "application/json")
{
    public static readonly ResponseSchema Contact = new("Contact", typeof(ContactDocument), Object(
        ("position", Value(JsonSchemaType.Integer, "The contact's position in its queue's line, from 1.")),
        ("unservable", Value(JsonSchemaType.Boolean, "True where it waits and no available or not ready agent has its skills.")),
        ("estimatedWait", Object(
            ("p50", Value(JsonSchemaType.Number, "The median of the wait, in seconds.")),
            ("p90", Value(JsonSchemaType.Number, "The 90th percentile of the wait, in seconds.")),
            ("by", Value(JsonSchemaType.String, "The source of the sample: line (contacts with the same needs) or queue.")),
            ("answers", Value(JsonSchemaType.Integer, "The size of the sample: intervals between answers."))))))
    {
        Example = ExampleJson.Of(ExampleReplies.Contact),
    };

    public static readonly ResponseSchema Contacts = new("Contacts", null, Object(
        ("contacts",
            new()
            {
                Type = JsonSchemaType.Array,
                Description = "Contacts in the order of their arrival, without position, unservable and estimatedWait.",
                Items = new OpenApiSchemaReference("Contact"),
            }),
        ("next", Value(JsonSchemaType.Integer, "The value of after for the next page; missing on the last page."))))
    {
        Example = ExampleJson.Of(new ContactsReply([ExampleReplies.Contact.Contact], 11)),
    };

    public static readonly ResponseSchema Agent = new("Agent", typeof(AgentDocument), Object(
        ("taken", Value(JsonSchemaType.Integer, "The part of its capacity that is taken.")),
        ("contacts",
            new()
            {
                Type = JsonSchemaType.Array,
                Items = AgentContact(),
                Description = "The contacts that the agent has.",
            }),
        ("state", Value(JsonSchemaType.String, "idle, ringing, busy, wrapUp, notReady or offline.")),
        ("stateSince", new() { Type = JsonSchemaType.String, Format = "date-time", Description = "Since when." })))
    {
        Example = ExampleJson.Of(ExampleReplies.Agent),
    };

    public static readonly ResponseSchema Agents = new("Agents", null, Object(
        ("agents",
            new()
            {
                Type = JsonSchemaType.Array,
                Description = "Agents in the order of their creation.",
                Items = new OpenApiSchemaReference("Agent"),
            }),
        ("next", Value(JsonSchemaType.Integer, "The value of after for the next page; missing on the last page."))))
    {
        Example = ExampleJson.Of(new AgentsReply([ExampleReplies.Agent], 7)),
    };

    public static readonly ResponseSchema Devices =
        Of("AgentDevices", typeof(AgentDevices), new AgentDevicesReply(new("ann"), ["laptop", "desk-phone"]));

    public static readonly ResponseSchema PresenceReport = Of(
        "PresenceReportResult", typeof(PresenceReportResult),
        new PresenceReportReply(new("ann"), "calendar", 42, Applied: true, 42, Presence.Available, null));

    public static readonly ResponseSchema Explanation = Of("Explanation", typeof(ExplainReply), ExampleReplies.Explanation);

    public static readonly ResponseSchema Skill = new("Skill", typeof(SkillView), Object(
        ("age", Value(JsonSchemaType.Number, "With maxAge only: how old the response is at most, in seconds; 0 where exact."))))
    {
        Example = ExampleJson.Of(new SkillReply(ExampleReplies.Skill, TimeSpan.FromMilliseconds(12))),
    };

    public static readonly ResponseSchema Skills = Of("Skills", typeof(SkillsReply), new SkillsReply([ExampleReplies.Skill]));

    public static readonly ResponseSchema Queue = Of("Queue", typeof(QueueSettings), new QueueReply(ExampleReplies.Queue));

    public static readonly ResponseSchema Queues =
        Of("Queues", typeof(QueuesReply), new QueuesReply([new(QueueId.Default), ExampleReplies.Queue], new("sales")));

    public static readonly ResponseSchema Gate = Of("Gate", typeof(GateSettings), new GateReply(ExampleReplies.Gate));

    public static readonly ResponseSchema Gates =
        Of("Gates", typeof(GatesReply), new GatesReply([ExampleReplies.Gate], ExampleReplies.Gate.Id));

    public static readonly ResponseSchema Channel =
        Of("Channel", typeof(ChannelCost), new ChannelReply(new ChannelCost(new("chat"), 25, 3, 2)));

    public static readonly ResponseSchema Channels =
        Of("Channels", typeof(ChannelsReply), new ChannelsReply(new CenterSettings().Channels));

    public static readonly ResponseSchema Center = Of("Center", typeof(CenterReply), ExampleReplies.Center);

    public static readonly ResponseSchema CenterSettings = Of("CenterSettings", typeof(GeneralSettings), ExampleReplies.Options);

    public static readonly ResponseSchema Events = new("Event", typeof(CenterEvent), ContentType: "text/event-stream")
    {
        Example = ExampleJson.OfEventStream(ExampleReplies.Event),
    };

    /// <summary>A page of events.</summary>
    public static readonly ResponseSchema EventPage = new("EventPage", null, Object(
        ("events", new() { Type = JsonSchemaType.Array, Items = new OpenApiSchemaReference("Event") }),
        ("next", Value(JsonSchemaType.Integer, "The value of after for the next page.")),
        ("firstKept", Value(JsonSchemaType.Integer, "The number of the oldest event that is kept.")),
        ("last", Value(JsonSchemaType.Integer, "The number of the last event that there is."))))
    {
        Example = new JsonObject { ["events"] = new JsonArray(), ["next"] = 17, ["firstKept"] = 1, ["last"] = 17 },
    };

    public static readonly ResponseSchema Health = new("Health", null, Object(
        ("status", Value(JsonSchemaType.String, "The state of the center in this process."))))
    {
        Example = new JsonObject { ["status"] = "active" },
    };

    /// <summary>An example of the content: JSON, or the text of a stream.</summary>
    public JsonNode? Example { get; init; }

    /// <summary>A basic-acd response with one member.</summary>
    public static ResponseSchema WithMember(string schema, string name, JsonSchemaType type = JsonSchemaType.String) =>
        new(schema, null, Object((name, new OpenApiSchema { Type = type })))
        {
            Example = new JsonObject { [name] = type == JsonSchemaType.Integer ? 1 : ExampleIds.OfBasic(name) },
        };

    /// <summary>A response whose content is a serialized type.</summary>
    public static ResponseSchema Of(string schema, Type type, Reply example) =>
        new(schema, type) { Example = ExampleJson.Of(example) };

    /// <summary>An object with these members.</summary>
    public static OpenApiSchema Object(params (string Name, OpenApiSchema Schema)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, IOpenApiSchema (member) => member.Schema),
    };

    private static OpenApiSchema Named(string name, params (string Name, OpenApiSchema Schema)[] members)
    {
        var schema = Object(members);
        schema.Extensions = new Dictionary<string, IOpenApiExtension>
        {
            [SchemaLifter.NameMember] = new JsonNodeExtension(name),
        };
        return schema;
    }

    private static OpenApiSchema Value(JsonSchemaType type, string description) =>
        new() { Type = type, Description = description };

    private static OpenApiSchema AgentContact() => Named("AgentContact",
        ("contact", ValueFields.IdSchema()),
        ("state", Value(JsonSchemaType.String, "offered, connected or wrapUp.")),
        ("offer", ValueFields.IdSchema()),
        ("channel", ValueFields.IdSchema()),
        ("cost", Value(JsonSchemaType.Integer, "The part of the agent's capacity that it takes.")));
}

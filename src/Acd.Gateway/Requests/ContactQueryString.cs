using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The query parameters of a search for contacts, read and described in one place.</summary>
internal static class ContactQueryString
{
    private const string State = "state", Queue = "queue", Skill = "skill", Gate = "gate", Channel = "channel",
        After = "after", Limit = "limit", Agent = "agent", CallerId = "callerId", Callback = "callback", Reason = "reason",
        From = "from", To = "to", Attribute = "attribute.";

    private static readonly ContactState[] States = Enum.GetValues<ContactState>();

    private static readonly CloseReason[] Reasons = Enum.GetValues<CloseReason>();

    public static Refusal? Read(HttpContext http, ref ListContacts search)
    {
        long? after = 0, limit = search.Limit;
        QueueId? queue = null;
        SkillId? skill = null;
        GateId? gate = null;
        ChannelId? channel = null;
        AgentId? agent = null;
        ContactState? state = null;
        CloseReason? reason = null;
        bool? callback = null;
        string? callerId = null;
        Timestamp? from = null, to = null;
        var refusal = ReadAttributes(http, out var attributes)
            ?? ReadChoice(http, State, States, ref state)
            ?? ReadChoice(http, Reason, Reasons, ref reason)
            ?? ReadFlag(http, Callback, ref callback)
            ?? http.ReadId(Agent, ref agent)
            ?? ReadText(http, CallerId, ref callerId)
            ?? http.ReadTime(From, ref from)
            ?? http.ReadTime(To, ref to)
            ?? http.ReadId(Queue, ref queue)
            ?? http.ReadId(Skill, ref skill)
            ?? http.ReadId(Gate, ref gate)
            ?? http.ReadId(Channel, ref channel)
            ?? http.ReadNumber(After, 0, long.MaxValue, ref after)
            ?? http.ReadNumber(Limit, 1, Limits.PageSize, ref limit);
        if (refusal is null)
        {
            search = new ListContacts
            {
                State = state ?? (reason is null ? null : ContactState.Closed),
                Queue = queue,
                Skill = skill,
                Gate = gate,
                Channel = channel,
                Agent = agent,
                CallerId = callerId,
                Callback = callback,
                Reason = reason,
                From = from,
                To = to,
                Attributes = attributes.Count == 0 ? search.Attributes : attributes,
                After = after!.Value,
                Limit = (int)limit!.Value,
            };
        }

        return refusal;
    }

    public static T WithSearchParameters<T>(this T route) where T : IEndpointConventionBuilder => route
        .WithParameter(State, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. States.Select(state => (System.Text.Json.Nodes.JsonNode)WireName(state))],
            Examples = ["queued"],
            Description = "Contacts in this state. Without it, contacts in every state but closed.",
        })
        .WithParameter(Queue, ParameterLocation.Query, Id("Contacts in this queue.", "sales"))
        .WithParameter(Skill, ParameterLocation.Query, Id("Contacts that require this skill, at any level.", "en"))
        .WithParameter(Gate, ParameterLocation.Query, Id("Contacts that entered by this gate.", "sales-hotline"))
        .WithParameter(Channel, ParameterLocation.Query, Id("Contacts on this channel.", "voice"))
        .WithParameter(Agent, ParameterLocation.Query, Id("Contacts that this agent serves, or served last.", "ann"))
        .WithParameter(CallerId, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = Limits.CallerIdLength,
            Examples = ["+4930901820"],
            Description = "Contacts of this caller. A search by POST keeps the number out of logs.",
        })
        .WithParameter(Callback, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = ["true", "false"],
            Examples = ["true"],
            Description = "true: callbacks only; false: no callbacks.",
        })
        .WithParameter(Reason, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. Reasons.Select(reason => (System.Text.Json.Nodes.JsonNode)WireName(reason))],
            Examples = ["abandoned"],
            Description = "Contacts that closed for this reason.",
        })
        .WithParameter(From, ParameterLocation.Query,
            Time("Contacts that entered at this time or later.", "2026-03-02T08:00:00Z"))
        .WithParameter(To, ParameterLocation.Query, Time("Contacts that entered before this time.", "2026-03-02T18:00:00Z"))
        .WithParameter(Attribute + "line", ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = Limits.NameLength,
            Examples = ["sales"],
            Description = "Contacts with this value (a string, number, true or false) in an attribute. The attribute's name "
                + $"follows the point, here line. At most {Limits.SearchedAttributes} attributes.",
        })
        .WithParameter(After, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "0",
            Examples = [0],
            Description = "The value of next on the page before; 0 for the first page.",
        })
        .WithParameter(Limit, ParameterLocation.Query, new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Minimum = "1",
            Maximum = $"{Limits.PageSize}",
            Examples = [100],
        });

    internal static OpenApiSchema Id(string description, string example)
    {
        var schema = ValueFields.IdSchema();
        schema.Description = description;
        schema.Examples = [example];
        return schema;
    }

    private static OpenApiSchema Time(string description, string example) =>
        new() { Type = JsonSchemaType.String, Format = "date-time", Description = description, Examples = [example] };

    internal static string WireName<T>(T value) where T : struct, Enum =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal static Refusal? ReadChoice<T>(HttpContext http, string name, T[] values, ref T? choice) where T : struct, Enum
    {
        var duplicate = http.ReadSingle(name, out var text);
        if (text is null)
            return duplicate;
        var index = Array.FindIndex(values, known => WireName(known) == text);
        if (index < 0)
            return RequestRefusals.OutOfRange(name, $"one of {string.Join(", ", values.Select(WireName))}");
        choice = values[index];
        return null;
    }

    private static Refusal? ReadText(HttpContext http, string name, ref string? text)
    {
        var duplicate = http.ReadSingle(name, out var given);
        text = given ?? text;
        return duplicate;
    }

    private static Refusal? ReadFlag(HttpContext http, string name, ref bool? flag)
    {
        var duplicate = http.ReadSingle(name, out var text);
        if (text is null)
            return duplicate;
        if (text is not ("true" or "false"))
            return RequestRefusals.OutOfRange(name, "true or false");
        flag = text == "true";
        return null;
    }

    private static Refusal? ReadAttributes(HttpContext http, out List<AttributeValue> attributes)
    {
        attributes = [];
        foreach (var (name, values) in http.Request.Query)
        {
            if (name is State or Queue or Skill or Gate or Channel or After or Limit
                or Agent or CallerId or Callback or Reason or From or To)
                continue;
            if (!name.StartsWith(Attribute, StringComparison.Ordinal))
                return RequestRefusals.UnknownField(name);
            if (values.Count > 1)
                return RequestRefusals.DuplicateField(name);
            var attribute = new AttributeValue(name[Attribute.Length..], values[0] ?? "");
            if (attribute.Name.Length is 0 or > Limits.NameLength)
                return RequestRefusals.OutOfRange(Attribute, $"followed by a name of 1 to {Limits.NameLength} characters");
            if (attribute.Value.Length > Limits.NameLength)
                return RequestRefusals.OutOfRange(name, $"at most {Limits.NameLength} characters");
            attributes.Add(attribute);
        }

        return attributes.Count > Limits.SearchedAttributes
            ? RequestRefusals.OutOfRange(Attribute, $"there at most {Limits.SearchedAttributes} times")
            : null;
    }
}

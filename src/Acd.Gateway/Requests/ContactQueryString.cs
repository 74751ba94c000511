using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The query parameters of a search for contacts, read and described in one place.</summary>
internal static class ContactQueryString
{
    private const string State = "state", Queue = "queue", Skill = "skill", Gate = "gate", Channel = "channel",
        After = "after", Limit = "limit", Attribute = "attribute.";

    private static readonly ContactState[] States = Enum.GetValues<ContactState>();

    public static Refusal? Read(HttpContext http, ref ListContacts search)
    {
        long? after = 0, limit = search.Limit;
        QueueId? queue = null;
        SkillId? skill = null;
        GateId? gate = null;
        ChannelId? channel = null;
        ContactState? state = null;
        var refusal = ReadAttributes(http, out var attributes)
            ?? ReadState(http, ref state)
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
                State = state,
                Queue = queue,
                Skill = skill,
                Gate = gate,
                Channel = channel,
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

    private static OpenApiSchema Id(string description, string example)
    {
        var schema = ValueFields.IdSchema();
        schema.Description = description;
        schema.Examples = [example];
        return schema;
    }

    private static string WireName(ContactState state) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    private static Refusal? ReadState(HttpContext http, ref ContactState? state)
    {
        var text = http.Request.Query[State];
        if (text.Count == 0)
            return null;
        if (text.Count > 1)
            return RequestRefusals.DuplicateField(State);
        var index = Array.FindIndex(States, known => WireName(known) == text[0]);
        if (index < 0)
            return RequestRefusals.OutOfRange(State, $"one of {string.Join(", ", States.Select(WireName))}");
        state = States[index];
        return null;
    }

    private static Refusal? ReadAttributes(HttpContext http, out List<AttributeValue> attributes)
    {
        attributes = [];
        foreach (var (name, values) in http.Request.Query)
        {
            if (name is State or Queue or Skill or Gate or Channel or After or Limit)
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

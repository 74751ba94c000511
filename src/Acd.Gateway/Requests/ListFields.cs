using System.Text.Json;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Fields that hold lists: skills and channels.</summary>
internal static class ListFields
{
    private static readonly RequestSchema<SkillEntry> SkillLevel = new RequestSchema<SkillEntry>("SkillAndLevel")
        .Id<SkillEntry, SkillId>("skill", "The skill.", (entry, skill) => entry.Skill = skill, required: true)
        .Integer("level", Limits.MinLevel, Limits.MaxLevel, "The level.", (entry, level) => entry.Level = level);

    private static readonly RequestSchema<ChannelEntry> Channel = new RequestSchema<ChannelEntry>("ChannelCost")
        .Id<ChannelEntry, ChannelId>("channel", "The channel.", (entry, channel) => entry.Channel = channel, required: true)
        .Integer("cost", 1, Limits.MaxCapacity, "The part of the capacity that a contact takes.", (entry, cost) =>
            entry.Cost = cost, required: true)
        .Integer("maxContacts", 1, Limits.MaxCapacity, "The most contacts at once.", (entry, max) => entry.MaxContacts = max)
        .Integer("maxOffers", 1, Limits.MaxOffers, "The most contacts that ring at once.", (entry, max) =>
            entry.MaxOffers = max);

    /// <summary>A contact's requirements: <c>["en"]</c>, <c>[{"skill": "en", "level": 3}]</c>, or both mixed.</summary>
    public static RequestSchema<T> Requirements<T>(
        this RequestSchema<T> schema, string name, string description,
        Action<T, IReadOnlyList<Requirement>> set, bool required = false)
        where T : class, new() =>
        schema.Skills(name, Limits.SkillsPerContact, description, (skill, level) =>
            new Requirement(skill, level ?? Requirement.DefaultLevel), set, required);

    /// <summary>An agent's skills, in the same two forms.</summary>
    public static RequestSchema<T> AgentSkills<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, IReadOnlyList<AgentSkill>> set)
        where T : class, new() =>
        schema.Skills(name, Limits.SkillsPerAgent, description, (skill, level) =>
            new AgentSkill(skill, level ?? AgentSkill.DefaultLevel), set, false);

    /// <summary>The costs of channels for an agent.</summary>
    public static RequestSchema<T> Channels<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, IReadOnlyList<ChannelCost>> set)
        where T : class, new() =>
        schema.Objects(name, Channel, Limits.Channels, "channels", description, (target, channels) =>
            set(target, [.. channels.Select(entry => new ChannelCost(
                entry.Channel, entry.Cost, entry.MaxContacts, entry.MaxOffers))]));

    /// <summary>The OpenAPI schema of a request schema.</summary>
    public static OpenApiSchema ToOpenApiSchema<T>(RequestSchema<T> schema) where T : class, new() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = schema.Fields.ToDictionary(field => field.Name, IOpenApiSchema (field) => field.Schema),
        Required = schema.Fields.Where(field => field.Required).Select(field => field.Name).ToHashSet(),
        AdditionalPropertiesAllowed = schema.IgnoresUnknownFields,
        Extensions = new Dictionary<string, IOpenApiExtension>
        {
            [SchemaLifter.NameMember] = new JsonNodeExtension(schema.Name + SchemaLifter.BodySuffix),
        },
    };

    /// <summary>Reads one item of a list.</summary>
    /// <returns>The refusal, where the item is invalid.</returns>
    public delegate Refusal? ItemReader<TItem>(ref RequestJsonReader json, string list, int index, out TItem item);

    private static RequestSchema<T> Skills<T, TItem>(
        this RequestSchema<T> schema,
        string name,
        int max,
        string description,
        Func<SkillId, int?, TItem> make,
        Action<T, IReadOnlyList<TItem>> set,
        bool required)
        where T : class, new()
    {
        var item = new OpenApiSchema { OneOf = [ValueFields.IdSchema(), ToOpenApiSchema(SkillLevel)] };
        ItemReader<TItem> read = (ref RequestJsonReader json, string list, int index, out TItem made) =>
        {
            var refusal = ReadSkill(ref json, list, index, out var skill, out var level);
            made = make(skill, level);
            return refusal;
        };
        return schema.AddField(new RequestField<T>(name, required, ArrayOf(item, max, description), (ref json, path, target) =>
        {
            var refusal = ReadArray(ref json, path, max, "skills", read, out var items);
            if (refusal is null)
                set(target, items);
            return refusal;
        }));
    }

    private static Refusal? ReadSkill(ref RequestJsonReader json, string list, int index, out SkillId skill, out int? level)
    {
        level = null;
        if (json.Reader.TokenType == JsonTokenType.StartObject)
        {
            var entry = new SkillEntry();
            var refusal = SkillLevel.Read(ref json, $"{list}[{index}].", entry);
            (skill, level) = (entry.Skill, entry.Level);
            return refusal;
        }

        skill = default;
        if (json.Reader.TokenType != JsonTokenType.String)
            return RequestRefusals.WrongType($"{list}[{index}]", "a skill's id, or an object with skill and level");
        if (!json.TryGetString(out var text) || !Id.IsValid(text))
            return RequestRefusals.BadId($"{list}[{index}]");
        skill = new SkillId(text);
        return null;
    }

    /// <summary>Reads a list whose opening bracket has been read.</summary>
    public static Refusal? ReadArray<TItem>(
        ref RequestJsonReader json, string path, int max, string things, ItemReader<TItem> read, out IReadOnlyList<TItem> items)
    {
        var list = new List<TItem>();
        items = list;
        if (json.Reader.TokenType != JsonTokenType.StartArray)
            return RequestRefusals.WrongType(path, $"a list of {things}");
        while (json.Reader.Read() && json.Reader.TokenType != JsonTokenType.EndArray)
        {
            if (list.Count == max)
                return RequestRefusals.OutOfRange(path, $"at most {max} {things}");
            if (read(ref json, path, list.Count, out var item) is { } refusal)
                return refusal;
            list.Add(item);
        }

        return null;
    }

    /// <summary>The OpenAPI schema of a list.</summary>
    public static OpenApiSchema ArrayOf(OpenApiSchema items, int max, string description) =>
        new() { Type = JsonSchemaType.Array, Items = items, MaxItems = max, Description = description };

    private sealed class SkillEntry
    {
        public SkillId Skill { get; set; }

        public int? Level { get; set; }
    }

    private sealed class ChannelEntry
    {
        public ChannelId Channel { get; set; }

        public int Cost { get; set; }

        public int? MaxContacts { get; set; }

        public int? MaxOffers { get; set; }
    }
}

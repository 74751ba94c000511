using System.Text.Json.Nodes;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// Gives the nested schemas of an OpenAPI document names of their own. Schemas are made where they are used, so that the same
/// object stands in many places. Generators make a class of each, with names such as <c>Skills26</c>. Here equal ones become one
/// schema with a name.
/// </summary>
internal sealed class SchemaLifter
{
    /// <summary>The member of a schema with the name that it wishes. It is in no document.</summary>
    public const string NameMember = "x-acd-name";

    /// <summary>What the names of bodies' nested schemas end with.</summary>
    public const string BodySuffix = "Body";

    private const string References = "#/components/schemas/";

    // What a schema says of a field or shows, and what makes no other type.
    private static readonly string[] Texts = ["description", "examples", "default", NameMember];

    // The names that these types have in C# are those of bodies and answers here.
    private static readonly Dictionary<Type, string> SpecialNames = new()
    {
        [typeof(Presence)] = "PresenceState",
        [typeof(AgentProfile)] = "Profile",
        [typeof(CenterSettings)] = "AllSettings",
        [typeof(SkillSettings)] = "DescribedSkill",
    };

    private readonly JsonObject _schemas;

    // The names of contents and of types, and the sizes of what was lifted.
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sizes = new(StringComparer.Ordinal);

    private SchemaLifter(JsonObject schemas) => _schemas = schemas;

    /// <summary>Lifts the nested schemas of a document into its components.</summary>
    public static void Lift(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var lifter = new SchemaLifter(schemas);
        var named = schemas.ToDictionary(schema => schema.Key, schema => schema.Value!.AsObject());
        foreach (var (name, schema) in named)
        {
            if (schema[NameMember]?.GetValue<string>() is { } type) lifter._types[type] = name;
            schema.Remove(NameMember);
        }

        // What stands in another schema is smaller than that, and so has its name first.
        foreach (var (name, schema) in named.OrderBy(schema => schema.Value.ToJsonString().Length))
        {
            lifter.LiftChildren(schema, name);
            lifter._names.TryAdd(Canonical(ContentOf(schema)), name);
        }

        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
                lifter.LiftOperation(operation!.AsObject(), $"{path} {method}");
        }

        lifter.RemoveUnused(document, [.. named.Keys]);
    }

    /// <summary>The name of a type: without what says how it is stored or sent.</summary>
    public static string NameOf(Type type)
    {
        if (SpecialNames.TryGetValue(type, out var special)) return special;
        var name = type.Name;
        foreach (var suffix in (ReadOnlySpan<string>)["Document", "Reply", "Settings", "View", "Entry"])
        {
            if (name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)) return name[..^suffix.Length];
        }

        return name;
    }

    private void LiftOperation(JsonObject operation, string where)
    {
        var owner = Pascal(operation["operationId"]?.GetValue<string>() ?? where);
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
        {
            var name = Pascal(parameter!["name"]!.GetValue<string>());
            LiftMember(parameter.AsObject(), "schema", name, owner + name);
        }

        foreach (var (_, response) in operation["responses"]?.AsObject() ?? [])
        {
            foreach (var (_, media) in response!["content"]?.AsObject() ?? [])
                LiftMember(media!.AsObject(), "schema", owner + "Answer", owner + "Answer");
        }
    }

    private void LiftChildren(JsonObject schema, string owner)
    {
        foreach (var (name, _) in schema["properties"]?.AsObject().ToList() ?? [])
        {
            var member = schema["properties"]!.AsObject()[name];
            if (member?["items"] is JsonObject)
                LiftMember(member.AsObject(), "items", Singular(Pascal(name)), owner + Singular(Pascal(name)));
            LiftMember(schema["properties"]!.AsObject(), name, Pascal(name), owner + Pascal(name));
        }

        LiftMember(schema, "items", Singular(owner), Singular(owner) + "Entry");
        if (schema["additionalProperties"] is JsonObject) LiftMember(schema, "additionalProperties", owner, owner + "Value");
        // A part of a schema has no name of its own.
        foreach (var part in schema["allOf"]?.AsArray() ?? []) LiftChildren(part!.AsObject(), owner);
        foreach (var kind in (ReadOnlySpan<string>)["oneOf", "anyOf"])
        {
            var parts = schema[kind]?.AsArray() ?? [];
            for (var i = 0; i < parts.Count; i++)
                if (LiftSchema(parts[i]!.AsObject(), owner + "Part", owner + "Part") is { } reference) parts[i] = reference;
        }
    }

    private void LiftMember(JsonObject holder, string member, string name, string longName)
    {
        if (holder[member] is not JsonObject schema) return;
        // What is said of a body's field stays with the field. Of an answer's field the generator says what its type is.
        var isTypes = member == "items"
            || (schema[NameMember]?.GetValue<string>() is { } type && !type.EndsWith(BodySuffix, StringComparison.Ordinal));
        var reference = LiftSchema(schema, name, longName);
        if (reference is null) return;
        if (schema["description"] is { } description)
        {
            var holderOfText = isTypes ? _schemas[reference["$ref"]!.GetValue<string>()[References.Length..]]! : reference;
            holderOfText["description"] ??= description.DeepClone();
        }

        holder[member] = reference;
    }

    /// <summary>Lifts a schema.</summary>
    /// <returns>The reference to it. Null where it stays where it is.</returns>
    private JsonObject? LiftSchema(JsonObject schema, string name, string longName)
    {
        var wished = schema[NameMember]?.GetValue<string>();
        schema.Remove(NameMember);
        LiftChildren(schema, wished ?? longName);
        var isNamed = schema["pattern"]?.GetValue<string>() == ValueFields.IdPattern
            || schema["enum"] is JsonArray
            || schema["properties"] is JsonObject { Count: > 0 };
        if (schema.ContainsKey("$ref") || !isNamed) return null;
        if (schema["pattern"] is not null) wished = "Id";

        return new JsonObject { ["$ref"] = References + NameOf(ContentOf(schema), wished, name, longName) };
    }

    private string NameOf(JsonObject content, string? type, string name, string longName)
    {
        var key = Canonical(content);
        if (type is not null && _types.TryGetValue(type, out var known))
        {
            // The generator of schemas leaves out what is deep in others. The one with the most is whole.
            if (_sizes.TryGetValue(known, out var size) && key.Length > size)
            {
                content["description"] = _schemas[known]!["description"]?.DeepClone();
                if (content["description"] is null) content.Remove("description");
                (_schemas[known], _sizes[known]) = (content, key.Length);
            }

            return known;
        }

        if (type is null && _names.TryGetValue(key, out known)) return known;
        var made = Free(type, name, longName);
        _names.TryAdd(key, made);
        (_schemas[made], _sizes[made]) = (content, key.Length);
        if (type is not null) _types[type] = made;
        return made;
    }

    private void RemoveUnused(JsonObject document, HashSet<string> used)
    {
        var open = new Stack<JsonNode>(used.Select(name => _schemas[name]!));
        open.Push(document["paths"]!);
        while (open.TryPop(out var node))
        {
            if (node is JsonValue value)
            {
                var isName = value.TryGetValue<string>(out var text) && text.StartsWith(References, StringComparison.Ordinal);
                if (isName && used.Add(text![References.Length..])) open.Push(_schemas[text[References.Length..]]!);
                continue;
            }

            var parts = node is JsonObject members ? members.Select(member => member.Value) : node.AsArray();
            foreach (var part in parts.OfType<JsonNode>()) open.Push(part);
        }

        foreach (var name in _schemas.Select(schema => schema.Key).Except(used).ToList()) _schemas.Remove(name);
    }

    private static JsonObject ContentOf(JsonObject schema)
    {
        var content = (JsonObject)schema.DeepClone();
        foreach (var member in Texts) content.Remove(member);
        return content;
    }

    private string Free(string? wished, string name, string longName)
    {
        foreach (var candidate in (ReadOnlySpan<string?>)[wished, wished is null ? name : wished + "View", longName])
            if (candidate is not null && !_schemas.ContainsKey(candidate)) return candidate;
        throw new InvalidOperationException($"No name is left for the schema {wished ?? longName}.");
    }

    /// <summary>
    /// The JSON without texts, with the members of objects in the order of their names. Schemas that differ in no more are one.
    /// </summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members
            .Where(member => !Texts.Contains(member.Key) || member.Value is JsonObject)
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => $"\"{member.Key}\":{Canonical(member.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Canonical).Order(StringComparer.Ordinal))}]",
        _ => node?.ToJsonString() ?? "null",
    };

    private static string Singular(string name) =>
        name.EndsWith("ies", StringComparison.Ordinal) ? name[..^3] + "y" : name.TrimEnd('s');

    private static string Pascal(string name)
    {
        var parts = name.Split(['.', '-', '_', '/', '{', '}', ' '], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(parts.Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}

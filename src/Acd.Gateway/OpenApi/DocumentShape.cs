using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Acd.Gateway;

/// <summary>The last step of the OpenAPI document: what generators of clients need, and no more bytes than that.</summary>
internal static partial class DocumentShape
{
    private const string Schemas = "#/components/schemas/";

    private const string Others = "Others";

    // What nearly every route may answer.
    private static readonly string[] Common =
    [
        "request.unknownField", "request.rateLimited", "center.standby", "auth.missing", "auth.forbidden",
        "request.bodyTooLarge", "request.contentType", "idempotency.otherBody",
    ];

    public static void Apply(JsonObject document)
    {
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The address of this document." });
        RemoveNulls(document["components"]!["schemas"]!);
        EventSchemas.Shape(document["components"]!["schemas"]!.AsObject());
        SchemaLifter.Lift(document);
        KeepOneExample(document);
        var others = JoinCommonRefusals(document);
        ShareResponses(document);
        document["components"]!["responses"]![Others] = others;
        ShareParameters(document);
    }

    // The generator writes what C# has: "if it is not string? ContactQueued.CallerId", on several lines.
    private static string Plain(string description) => Member().Replace(
        description.ReplaceLineEndings(" "), found => $"`{JsonNamingPolicy.CamelCase.ConvertName(found.Groups[1].Value)}`");

    [GeneratedRegex(@"\b\w+(?:<\w+>)?\?? [A-Z]\w+\.([A-Z]\w+)")]
    private static partial Regex Member();

    /// <summary>
    /// Makes one answer, <c>default</c>, of the refusals that do not depend on the route. Each would be a branch of every method
    /// of a generated client, and they are half of all answers.
    /// </summary>
    /// <returns>The answer, with an example of each.</returns>
    private static JsonObject JoinCommonRefusals(JsonObject document)
    {
        var (examples, texts) = (new JsonObject(), new List<string>());
        foreach (var operation in Operations(document))
        {
            var responses = operation["responses"]!.AsObject();
            foreach (var status in (ReadOnlySpan<string>)["400", "401", "403", "413", "415", "422", "429", "503"])
            {
                if (responses[status]?["content"]?["application/problem+json"]?["example"] is not { } example
                    || !Common.Contains(example["code"]!.GetValue<string>())) continue;
                if (examples.TryAdd(status, new JsonObject { ["value"] = example.DeepClone() }))
                    texts.Add($"{status}: {responses[status]!["description"]!.GetValue<string>()}");
                responses.Remove(status);
                responses["default"] = new JsonObject { ["$ref"] = $"#/components/responses/{Others}" };
            }
        }

        return new JsonObject
        {
            ["description"] = string.Join(' ', texts.Order(StringComparer.Ordinal)) + " 429 and 503 have Retry-After.",
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject
                {
                    ["schema"] = new JsonObject { ["$ref"] = Schemas + "Problem" },
                    ["examples"] = examples,
                },
            },
        };
    }

    /// <summary>An example stands with the schema of an answer, or beside its use if that is a body.</summary>
    private static void KeepOneExample(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        // The code says what a problem's type and title say; the schema of problems has a whole one.
        foreach (var response in Operations(document).SelectMany(operation => operation["responses"]!.AsObject()))
        {
            foreach (var (_, media) in response.Value!["content"]?.AsObject() ?? [])
            {
                if (media!["example"] is not JsonObject problem || !problem.ContainsKey("code")) continue;
                problem.Remove("type");
                problem.Remove("title");
            }
        }

        var answers = new HashSet<JsonObject>();
        foreach (var (status, response) in Operations(document).SelectMany(operation => operation["responses"]!.AsObject()))
        {
            foreach (var (_, media) in response!["content"]?.AsObject() ?? [])
            {
                if (status[0] != '2' || SchemaOf(media!) is not { } schema) continue;
                answers.Add(schema);
                if (schema["examples"] is JsonArray { Count: 1 } examples
                    && JsonNode.DeepEquals(examples[0], media!["example"])) media.AsObject().Remove("example");
            }
        }

        foreach (var operation in Operations(document))
        {
            foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
                parameter!["schema"]?.AsObject().Remove("examples");
            foreach (var (_, media) in operation["requestBody"]?["content"]?.AsObject() ?? [])
                if (SchemaOf(media!) is { } schema && !answers.Contains(schema)) schema.Remove("examples");
        }

        JsonObject? SchemaOf(JsonNode media) =>
            media["schema"]?["$ref"]?.GetValue<string>() is { } reference
                ? schemas[reference[Schemas.Length..]]!.AsObject()
                : null;
    }

    /// <summary>A parameter that many routes have stands once.</summary>
    private static void ShareParameters(JsonObject document)
    {
        var lists =
            (from path in document["paths"]!.AsObject()
             from operation in path.Value!.AsObject()
             select (Path: path.Key, Parameters: operation.Value!["parameters"]?.AsArray() ?? [])).ToList();
        var uses = lists.SelectMany(list => list.Parameters).CountBy(parameter => parameter!.ToJsonString()).ToDictionary();
        var shared = new JsonObject();
        foreach (var (path, parameters) in lists)
        {
            for (var i = 0; i < parameters.Count; i++)
            {
                if (uses[parameters[i]!.ToJsonString()] < 2) continue;
                var name = NameOfParameter(path, parameters[i]!);
                if (!shared.ContainsKey(name)) shared[name] = parameters[i]!.DeepClone();
                if (JsonNode.DeepEquals(shared[name], parameters[i]))
                    parameters[i] = new JsonObject { ["$ref"] = "#/components/parameters/" + name };
            }
        }

        document["components"]!["parameters"] = shared;
    }

    private static IEnumerable<JsonObject> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select operation.Value!.AsObject();

    /// <summary>A member without a value is left out, so that null is no value of it.</summary>
    private static void RemoveNulls(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items) RemoveNulls(item);
        }
        else if (node is JsonObject schema)
        {
            if (schema["type"] is JsonArray types)
            {
                var kept = types.Select(type => type!.GetValue<string>()).Where(type => type != "null").ToList();
                schema["type"] = kept.Count == 1 ? kept[0] : new JsonArray([.. kept.Select(type => (JsonNode)type)]);
            }

            // Every integer is one of 32 bits, unless it says more.
            if (schema["format"] is JsonValue format && format.TryGetValue<string>(out var bits) && bits == "int32")
                schema.Remove("format");
            if (schema["description"] is JsonValue text) schema["description"] = Plain(text.GetValue<string>());
            if (schema["default"] is null) schema.Remove("default");
            if (schema["enum"] is JsonArray values)
            {
                values.RemoveAll(value => value is null);
                if (values.All(value => value!.GetValueKind() == JsonValueKind.String)) schema["type"] = "string";
            }

            foreach (var (name, member) in schema.ToList())
                if (name is not ("examples" or "example")) RemoveNulls(member);
        }
    }

    /// <summary>
    /// The answers and bodies that many routes have stand once: an answer by its schema, a refusal by its status or by the code
    /// of its example.
    /// </summary>
    private static void ShareResponses(JsonObject document)
    {
        var operations = Operations(document).ToList();
        Share(document, "responses", NameOfResponse,
            from operation in operations
            from response in operation["responses"]!.AsObject()
            where !response.Value!.AsObject().ContainsKey("$ref")
            select (operation["responses"]!.AsObject(), response.Key));
        Share(document, "requestBodies", (_, body) => NameOfSchema(body),
            from operation in operations where operation.ContainsKey("requestBody") select (operation, "requestBody"));
    }

    private static void Share(
        JsonObject document, string kind, Func<string, JsonNode, string?> nameOf,
        IEnumerable<(JsonObject Holder, string Key)> places)
    {
        var all = places.ToList();
        var uses = all.CountBy(place => place.Holder[place.Key]!.ToJsonString()).ToDictionary();
        var shared = new JsonObject();
        foreach (var (holder, key) in all)
        {
            var node = holder[key]!;
            if (uses[node.ToJsonString()] < 2 || nameOf(key, node) is not { } name) continue;
            // Another one has the short name: this one stays where it is, or has the longer name.
            if (shared[name] is { } other && !JsonNode.DeepEquals(other, node)) name = $"{name}{key}";
            if (!shared.ContainsKey(name)) shared[name] = node.DeepClone();
            if (JsonNode.DeepEquals(shared[name], node))
                holder[key] = new JsonObject { ["$ref"] = $"#/components/{kind}/{name}" };
        }

        document["components"]![kind] = shared;
    }

    private static string? NameOfResponse(string status, JsonNode response)
    {
        if (status[0] == '2') return NameOfSchema(response);
        if (response["content"]?.AsObject().First().Value!["example"] is not { } example) return null;
        var code = example["code"]?.GetValue<string>();
        return code is null ? "Basic" + status : NameOfCode(code);
    }

    private static string? NameOfSchema(JsonNode holder) =>
        holder["content"]?.AsObject() is { Count: 1 } content
        && content.First().Value!["schema"]?["$ref"]?.GetValue<string>() is { } reference
            ? reference[Schemas.Length..]
            : null;

    // The part of a path before a parameter says what it names: the id of contacts, or of agents.
    private static string NameOfParameter(string path, JsonNode parameter)
    {
        var name = parameter["name"]!.GetValue<string>();
        var before = parameter["in"]!.GetValue<string>() == "path"
            ? path[..path.IndexOf($"{{{name}}}", StringComparison.Ordinal)].Trim('/').Split('/')[^1] + "."
            : "";
        return NameOfCode((before + name).Replace('-', '.'));
    }

    private static string NameOfCode(string code) =>
        string.Concat(code.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

using System.Text;
using System.Text.Json;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Fields that hold objects with fields of their own.</summary>
internal static class NestedFields
{
    /// <summary>One object.</summary>
    public static RequestSchema<T> Object<T, TBody>(
        this RequestSchema<T> schema, string name, RequestSchema<TBody> inner, string description,
        Action<T, TBody> set, bool required = false)
        where T : class, new() where TBody : class, new()
    {
        var openApi = ListFields.ToOpenApiSchema(inner);
        openApi.Description = description;
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            var refusal = Read(ref json, path, inner, out var body);
            if (refusal is null)
                set(target, body);
            return refusal;
        }));
    }

    /// <summary>A list of objects.</summary>
    public static RequestSchema<T> Objects<T, TBody>(
        this RequestSchema<T> schema,
        string name,
        RequestSchema<TBody> inner,
        int max,
        string things,
        string description,
        Action<T, IReadOnlyList<TBody>> set,
        bool required = false)
        where T : class, new() where TBody : class, new()
    {
        ListFields.ItemReader<TBody> read = (ref RequestJsonReader json, string list, int index, out TBody body) =>
            Read(ref json, $"{list}[{index}]", inner, out body);
        var openApi = ListFields.ArrayOf(ListFields.ToOpenApiSchema(inner), max, description);
        return schema.AddField(new RequestField<T>(name, required, openApi, (ref json, path, target) =>
        {
            var refusal = ListFields.ReadArray(ref json, path, max, things, read, out var bodies);
            if (refusal is null)
                set(target, bodies);
            return refusal;
        }));
    }

    private static Refusal? Read<TBody>(ref RequestJsonReader json, string path, RequestSchema<TBody> inner, out TBody body)
        where TBody : class, new()
    {
        body = new TBody();
        return json.Reader.TokenType == JsonTokenType.StartObject
            ? inner.Read(ref json, path + ".", body)
            : RequestRefusals.WrongType(path, $"an object with {Names(inner)}");
    }

    private static string Names<TBody>(RequestSchema<TBody> inner) where TBody : class, new()
    {
        var names = inner.Fields.Select(field => field.Name).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}

/// <summary>The field that holds the caller's own object, which is stored and returned unchanged.</summary>
internal static class AttributesField
{
    public static RequestSchema<T> Attributes<T>(
        this RequestSchema<T> schema, string name, string description, Action<T, string> set)
        where T : class, new()
    {
        var openApi = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            AdditionalPropertiesAllowed = true,
            Description = description,
        };
        return schema.AddField(new RequestField<T>(name, false, openApi, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.StartObject)
                return RequestRefusals.WrongType(path, "an object");
            var start = (int)json.Reader.TokenStartIndex;
            var depth = json.Reader.CurrentDepth;
            do
            {
                json.Reader.Read();
                if (!CanBeStored(ref json))
                    return RequestRefusals.WrongType(path,
                        "an object of Unicode strings and numbers that fit a double");
            }
            while (json.Reader.TokenType != JsonTokenType.EndObject || json.Reader.CurrentDepth > depth);

            var text = json.Text[start..(int)json.Reader.BytesConsumed];
            if (text.Length > Limits.AttributesBytes)
                return RequestRefusals.OutOfRange(path, $"at most {Limits.AttributesBytes} bytes of JSON");
            set(target, Encoding.UTF8.GetString(text));
            return null;
        }));
    }

    // A store that parses JSON refuses these, and with them the whole batch that is committed.
    private static bool CanBeStored(ref RequestJsonReader json) => json.Reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => !json.Reader.ValueIsEscaped || json.TryGetString(out _),
        JsonTokenType.Number => json.Reader.TryGetDouble(out var number) && double.IsFinite(number),
        _ => true,
    };
}

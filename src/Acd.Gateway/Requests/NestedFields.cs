using System.Text.Json;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>The fields that hold objects with fields of their own.</summary>
internal static class NestedFields
{
    /// <summary>One object.</summary>
    public static RequestSchema<T> Object<T, TBody>(
        this RequestSchema<T> shape, string name, RequestSchema<TBody> inner, string about, Action<T, TBody> set, bool required = false)
        where T : class, new() where TBody : class, new()
    {
        var schema = ListFields.ToOpenApiSchema(inner);
        schema.Description = about;
        return shape.AddField(new RequestField<T>(name, required, schema, (ref json, path, target) =>
        {
            var refusal = Read(ref json, path, inner, out var body);
            if (refusal is null)
                set(target, body);
            return refusal;
        }));
    }

    /// <summary>A list of objects.</summary>
    public static RequestSchema<T> Objects<T, TBody>(
        this RequestSchema<T> shape,
        string name,
        RequestSchema<TBody> inner,
        int max,
        string things,
        string about,
        Action<T, IReadOnlyList<TBody>> set,
        bool required = false)
        where T : class, new() where TBody : class, new()
    {
        ListFields.ItemReader<TBody> read = (ref RequestJsonReader json, string list, int index, out TBody body) =>
            Read(ref json, $"{list}[{index}]", inner, out body);
        var schema = ListFields.ArrayOf(ListFields.ToOpenApiSchema(inner), max, about);
        return shape.AddField(new RequestField<T>(name, required, schema, (ref json, path, target) =>
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

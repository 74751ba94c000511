using System.Text;
using System.Text.Json;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>The field that holds an object of the caller's own, which is kept and given back as it came.</summary>
internal static class AttributesField
{
    public static RequestSchema<T> Attributes<T>(this RequestSchema<T> shape, string name, string about, Action<T, string> set)
        where T : class, new()
    {
        var schema = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true, Description = about };
        return shape.AddField(new RequestField<T>(name, false, schema, (ref json, path, target) =>
        {
            if (json.Reader.TokenType != JsonTokenType.StartObject)
                return RequestRefusals.WrongType(path, "an object");
            var start = (int)json.Reader.TokenStartIndex;
            var depth = json.Reader.CurrentDepth;
            do
            {
                json.Reader.Read();
                if (!CanBeKept(ref json))
                    return RequestRefusals.WrongType(path,
                        "an object of texts that are Unicode and numbers that a double can hold");
            }
            while (json.Reader.TokenType != JsonTokenType.EndObject || json.Reader.CurrentDepth > depth);

            var text = json.Text[start..(int)json.Reader.BytesConsumed];
            if (text.Length > Limits.AttributesBytes)
                return RequestRefusals.OutOfRange(path, $"at most {Limits.AttributesBytes} bytes of JSON");
            set(target, Encoding.UTF8.GetString(text));
            return null;
        }));
    }

    // A store that parses JSON would refuse these, and with them everything that is committed beside them.
    private static bool CanBeKept(ref RequestJsonReader json) => json.Reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => !json.Reader.ValueIsEscaped || json.TryGetString(out _),
        JsonTokenType.Number => json.Reader.TryGetDouble(out var number) && double.IsFinite(number),
        _ => true,
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;
using Acd.Core;
using Microsoft.OpenApi;

namespace Acd.Gateway;

/// <summary>Reads a field's value into its target.</summary>
/// <returns>The refusal, where the value is invalid.</returns>
internal delegate Refusal? FieldReader<in T>(ref RequestJsonReader json, string path, T target);

/// <summary>A field of a body.</summary>
internal sealed record RequestField<T>(string Name, bool Required, OpenApiSchema Schema, FieldReader<T> Read)
{
    public byte[] Utf8Name { get; } = System.Text.Encoding.UTF8.GetBytes(Name);
}

/// <summary>An example of a body.</summary>
/// <param name="Summary">What it shows, in a few words.</param>
/// <param name="Json">The body.</param>
internal sealed record RequestExample(string Summary, string Json);

/// <summary>
/// The fields of a JSON object in a request. The reader and the OpenAPI document both use it, so that they agree. A field that
/// is null counts as missing.
/// </summary>
/// <typeparam name="T">The type that it is read into.</typeparam>
/// <param name="name">The name of the schema.</param>
internal sealed class RequestSchema<T>(string name) where T : class, new()
{
    private const int MaxShownName = 64;

    // The bits of one number hold the fields that were seen.
    private const int MaxFields = 64;

    private readonly List<RequestField<T>> _fields = [];
    private readonly List<RequestExample> _examples = [];

    /// <summary>Whether unknown fields are ignored, as clients of basic-acd expect.</summary>
    public bool IgnoresUnknownFields { get; init; }

    public string Name => name;

    public IReadOnlyList<RequestField<T>> Fields => _fields;

    public IReadOnlyList<RequestExample> Examples => _examples;

    /// <exception cref="InvalidOperationException">The schema has 64 fields already.</exception>
    public RequestSchema<T> AddField(RequestField<T> field)
    {
        if (_fields.Count == MaxFields)
            throw new InvalidOperationException($"{name} has {MaxFields} fields; a schema can have no more.");
        _fields.Add(field);
        return this;
    }

    /// <summary>Adds an example.</summary>
    /// <param name="summary">What it shows, in a few words.</param>
    /// <param name="json">The object as JSON. A test reads it with this schema.</param>
    public RequestSchema<T> Example(string summary, string json)
    {
        _examples.Add(new RequestExample(summary, json));
        return this;
    }

    /// <summary>Reads a whole body.</summary>
    public Refusal? Read(ReadOnlySpan<byte> text, T target)
    {
        if (text.IsEmpty)
            text = "{}"u8;
        if (!Utf8.IsValid(text))
            return RequestRefusals.NotUtf8;
        try
        {
            var json = new RequestJsonReader(text);
            json.Reader.Read();
            if (json.Reader.TokenType != JsonTokenType.StartObject)
                return RequestRefusals.WrongType("", "an object");
            var refusal = Read(ref json, "", target);
            if (refusal is null)
                json.Reader.Read(); // It throws where anything follows the object.
            return refusal;
        }
        catch (JsonException e)
        {
            return RequestRefusals.NotJson(e);
        }
    }

    /// <summary>Reads an object whose opening brace has been read.</summary>
    /// <param name="json">The body.</param>
    /// <param name="path">The prefix of its fields' names in refusals.</param>
    /// <param name="target">The object that it is read into.</param>
    public Refusal? Read(ref RequestJsonReader json, string path, T target)
    {
        var seen = 0UL;
        while (json.Reader.Read() && json.Reader.TokenType == JsonTokenType.PropertyName)
        {
            // A name with half of a surrogate pair cannot be compared.
            if (json.Reader.ValueIsEscaped && !json.TryGetString(out _))
                return RequestRefusals.UnknownField(path + "?");
            var index = IndexOf(ref json);
            if (index < 0)
            {
                if (!IgnoresUnknownFields)
                    return RequestRefusals.UnknownField(path + Truncate(json.Reader.GetString()!));
                json.Reader.Skip();
                continue;
            }

            var field = _fields[index];
            if ((seen & (1UL << index)) != 0)
                return RequestRefusals.DuplicateField(path + field.Name);
            json.Reader.Read();
            if (json.Reader.TokenType == JsonTokenType.Null)
                continue;
            seen |= 1UL << index;
            if (field.Read(ref json, path.Length == 0 ? field.Name : path + field.Name, target) is { } refusal)
                return refusal;
        }

        for (var i = 0; i < _fields.Count; i++)
        {
            if (_fields[i].Required && (seen & (1UL << i)) == 0)
                return RequestRefusals.MissingField(path + _fields[i].Name);
        }

        return null;
    }

    private int IndexOf(ref RequestJsonReader json)
    {
        for (var i = 0; i < _fields.Count; i++)
        {
            if (json.Reader.ValueTextEquals(_fields[i].Utf8Name))
                return i;
        }

        return -1;
    }

    private static string Truncate(string name) => name.Length <= MaxShownName ? name : name[..MaxShownName] + "…";
}

/// <summary>A body and the position of its reader.</summary>
internal ref struct RequestJsonReader(ReadOnlySpan<byte> text)
{
    // A document nests a body deeper, and a store must be able to read it again.
    private const int MaxDepth = 32;

    public readonly ReadOnlySpan<byte> Text = text;

    public Utf8JsonReader Reader = new(text, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>The current string or name. It has none where it holds half of a surrogate pair.</summary>
    public readonly bool TryGetString([NotNullWhen(true)] out string? text)
    {
        try
        {
            text = Reader.GetString();
            return text is not null;
        }
        catch (InvalidOperationException) when (Reader.ValueIsEscaped)
        {
            text = null;
            return false;
        }
    }
}

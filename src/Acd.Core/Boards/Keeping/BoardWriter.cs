using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core;

/// <summary>Makes named documents of what boards write.</summary>
/// <param name="put">Takes the documents.</param>
internal sealed class BoardWriter(Action<NamedDocument> put)
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);

    /// <summary>Writes an object member by member.</summary>
    public void Write<TState>(string name, TState state, Action<Utf8JsonWriter, TState> members)
    {
        using var json = Begin();
        json.WriteStartObject();
        members(json, state);
        json.WriteEndObject();
        End(name, json);
    }

    /// <summary>Writes a record.</summary>
    public void Write<T>(string name, T row, JsonTypeInfo<T> type)
    {
        using var json = Begin();
        JsonSerializer.Serialize(json, row, type);
        End(name, json);
    }

    public void Remove(string name) => put(new NamedDocument(name, null));

    private Utf8JsonWriter Begin()
    {
        _buffer.ResetWrittenCount();
        return new Utf8JsonWriter(_buffer);
    }

    private void End(string name, Utf8JsonWriter json)
    {
        json.Flush();
        put(new NamedDocument(name, Encoding.UTF8.GetString(_buffer.WrittenSpan)));
    }
}

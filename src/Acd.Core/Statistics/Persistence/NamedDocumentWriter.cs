using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Acd.Core;

/// <summary>Serializes statistics to named documents.</summary>
internal sealed class NamedDocumentWriter : IDisposable
{
    private readonly Action<NamedDocument> _put;
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    public NamedDocumentWriter(Action<NamedDocument> put)
    {
        _put = put;
        _json = new Utf8JsonWriter(_buffer);
    }

    /// <summary>Writes an object member by member.</summary>
    public void Write<TState>(string name, TState state, Action<Utf8JsonWriter, TState> members)
    {
        Begin();
        _json.WriteStartObject();
        members(_json, state);
        _json.WriteEndObject();
        End(name);
    }

    /// <summary>Writes a record.</summary>
    public void Write<T>(string name, T row, JsonTypeInfo<T> type)
    {
        Begin();
        JsonSerializer.Serialize(_json, row, type);
        End(name);
    }

    public void Remove(string name) => _put(new NamedDocument(name, null));

    public void Dispose() => _json.Dispose();

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
    }

    private void End(string name)
    {
        _json.Flush();
        _put(new NamedDocument(name, Encoding.UTF8.GetString(_buffer.WrittenSpan)));
    }
}

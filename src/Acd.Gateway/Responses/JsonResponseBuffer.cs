using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core.Json;

namespace Acd.Gateway;

/// <summary>
/// A buffer for one JSON response, complete before it is sent, so that its length is known. Each thread reuses one: do not await
/// between <see cref="Begin"/> and <see cref="SendAsync"/>.
/// </summary>
internal sealed class JsonResponseBuffer : IBufferWriter<byte>
{
    private const int MaxRetainedBytes = 256 * 1024;

    [ThreadStatic]
    private static JsonResponseBuffer? _threadBuffer;

    private readonly Utf8JsonWriter _json;
    private byte[] _bytes = new byte[4096];
    private int _length;

    private JsonResponseBuffer() => _json = new Utf8JsonWriter(this, new JsonWriterOptions { Encoder = CenterJson.Encoder });

    /// <summary>The bytes written so far.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>The thread's buffer, empty.</summary>
    public static JsonResponseBuffer Begin()
    {
        var buffer = _threadBuffer ??= new JsonResponseBuffer();
        if (buffer._bytes.Length > MaxRetainedBytes)
            buffer._bytes = new byte[4096];
        buffer._length = 0;
        return buffer;
    }

    /// <summary>Writes a value.</summary>
    public void WriteValue<T>(T value, JsonTypeInfo<T> type)
    {
        _json.Reset(this);
        JsonSerializer.Serialize(_json, value, type);
    }

    /// <summary>Writes a value by its own type.</summary>
    public void WriteValue(object value, JsonTypeInfo type)
    {
        _json.Reset(this);
        JsonSerializer.Serialize(_json, value, type);
    }

    /// <summary>Writes an object member by member.</summary>
    public void WriteObject<TState>(TState state, Action<Utf8JsonWriter, TState> members)
    {
        _json.Reset(this);
        _json.WriteStartObject();
        members(_json, state);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Appends members, at least one, to the object that was written last.</summary>
    public void AppendMembers<TState>(TState state, Action<Utf8JsonWriter, TState> members)
    {
        var joint = --_length;
        WriteObject(state, members);
        _bytes[joint] = (byte)',';
    }

    /// <summary>Removes the closing brace of the object that was written last, to add to it.</summary>
    public void TrimEnd() => _length--;

    /// <summary>Writes bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Sends the response. The bytes are copied before this returns, so that the thread may reuse the buffer.</summary>
    public Task SendAsync(HttpContext http, string contentType = "application/json")
    {
        http.Response.ContentType = contentType;
        http.Response.ContentLength = _length;
        var body = http.Response.BodyWriter;
        body.Write(_bytes.AsSpan(0, _length));
        var flushed = body.FlushAsync();
        return flushed.IsCompletedSuccessfully ? Task.CompletedTask : flushed.AsTask();
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_length);
    }

    private void Reserve(int sizeHint)
    {
        var needed = _length + Math.Max(sizeHint, 256);
        if (needed > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(needed, 2 * _bytes.Length));
    }
}

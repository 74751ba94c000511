using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Storage;

/// <summary>A batch of changes with its documents as JSON, in one buffer that is reused for the next batch.</summary>
internal sealed class SerializedBatch : IDisposable
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = CenterJson.Default.Options.Encoder,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);
    private readonly Utf8JsonWriter _writer;
    private readonly List<Slice> _contacts = [], _agents = [], _named = [];
    private Changes? _changes;
    private Slice _settings;
    private int _eventsSize;

    public SerializedBatch() => _writer = new Utf8JsonWriter(_buffer, WriterOptions);

    /// <summary>The changes that are serialized here.</summary>
    public Changes Changes => _changes ?? throw new InvalidOperationException("There is no batch here yet.");

    /// <summary>The size of the JSON in bytes.</summary>
    public int Size => _buffer.WrittenCount + _eventsSize;

    /// <summary>The number of the first event, 0 where there is none.</summary>
    public long FirstSequence => Changes.Events is [var first, ..] ? first.Sequence : 0;

    /// <summary>The number of the last event, 0 where there is none.</summary>
    public long LastSequence => Changes.Events is [.., var last] ? last.Sequence : 0;

    /// <summary>The JSON of the contact at an index of the changes' list.</summary>
    public ReadOnlySpan<byte> Contact(int index) => Text(_contacts[index]);

    /// <summary>The JSON of the agent at an index of the changes' list.</summary>
    public ReadOnlySpan<byte> Agent(int index) => Text(_agents[index]);

    /// <summary>The JSON of the event at an index of the changes' list.</summary>
    public ReadOnlyMemory<byte> Event(int index) => EventJson.GetUtf8(Changes.Events[index]);

    /// <summary>The JSON of the named document at an index of the changes' list; empty where it was removed.</summary>
    public ReadOnlySpan<byte> Named(int index) => Text(_named[index]);

    /// <summary>The JSON of the settings; empty where they did not change.</summary>
    public ReadOnlySpan<byte> Settings => Text(_settings);

    /// <summary>Serializes another batch in place of this one.</summary>
    /// <exception cref="InvalidOperationException">The batch contradicts itself and must not be written.</exception>
    public void Fill(Changes changes)
    {
        Check(changes);
        _changes = changes;
        _buffer.ResetWrittenCount();
        Fill(_contacts, changes.Contacts, CenterJson.Default.ContactDocument);
        Fill(_agents, changes.Agents, CenterJson.Default.AgentDocument);
        _eventsSize = 0;
        foreach (var happened in changes.Events) _eventsSize += EventJson.GetUtf8(happened).Length;
        _named.Clear();
        foreach (var document in changes.Named)
            _named.Add(document.Json is { } json ? Write(json) : default);
        _settings = changes.Settings is { } settings ? Write(settings, CenterJson.Default.CenterSettings) : default;
    }

    public void Dispose() => _writer.Dispose();

    private static void Check(Changes changes)
    {
        for (var i = 1; i < changes.Events.Count; i++)
        {
            if (changes.Events[i].Sequence != changes.Events[i - 1].Sequence + 1)
                throw new InvalidOperationException($"Event {changes.Events[i].Sequence} does not follow the one before it.");
        }

        var names = new HashSet<string>(changes.Named.Count, StringComparer.Ordinal);
        foreach (var document in changes.Named)
        {
            if (document.Name.Length is 0 or > 256 || !names.Add(document.Name))
                throw new InvalidOperationException($"'{document.Name}' is no name of a document, or is there twice.");
        }

        foreach (var contact in changes.Contacts)
        {
            if (contact.State == ContactState.Closed && (contact.ClosedAt is null || contact.Reason is null))
                throw new InvalidOperationException($"Contact {contact.Id} is closed without a time or a reason.");
        }
    }

    private void Fill<T>(List<Slice> slices, IReadOnlyList<T> documents, JsonTypeInfo<T> type)
    {
        slices.Clear();
        for (var i = 0; i < documents.Count; i++)
            slices.Add(Write(documents[i], type));
    }

    private Slice Write<T>(T document, JsonTypeInfo<T> type)
    {
        var start = Begin();
        JsonSerializer.Serialize(_writer, document, type);
        return End(start);
    }

    private int Begin()
    {
        _writer.Reset();
        return _buffer.WrittenCount;
    }

    private Slice End(int start)
    {
        _writer.Flush();
        return new Slice(start, _buffer.WrittenCount - start);
    }

    /// <summary>Copies a text that is JSON already.</summary>
    private Slice Write(string json)
    {
        var length = Encoding.UTF8.GetBytes(json, _buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(json.Length)));
        _buffer.Advance(length);
        return new Slice(_buffer.WrittenCount - length, length);
    }

    private ReadOnlySpan<byte> Text(Slice slice) => _buffer.WrittenSpan.Slice(slice.Start, slice.Length);

    private readonly record struct Slice(int Start, int Length);
}

using System.Text;
using System.Text.Json;
using Acd.Core;

namespace Acd.Connections;

/// <summary>
/// Writes <c>queue_log</c>. Its progress is a checkpoint in the center's store: the last event, the file's length and what the
/// projection knows. A new term makes the lines after it again, and appends those that the file lacks.
/// </summary>
/// <param name="options">The settings.</param>
/// <param name="time">The clock.</param>
internal sealed class QueueLogSink(QueueLogOptions options, TimeProvider time) : IEventSink
{
    private const string Document = "queueLog";

    private const int EventsPerCheckpoint = 20_000;

    private static readonly TimeSpan CheckpointEvery = TimeSpan.FromSeconds(2);

    private readonly QueueLogFile _file = new(Path.GetFullPath(options.Path!), options.KeepFiles);
    private readonly List<QueueLogLine> _lines = [];
    private readonly StringBuilder _text = new();
    private QueueLogState _state = new();
    private QueueLogProjection? _projection;
    private ConnectionTerm? _term;
    private long _last, _sure, _checkpointAt;
    private int _unsure;

    /// <summary>The file's length at the last checkpoint.</summary>
    internal long SureLength { get; private set; }

    /// <inheritdoc/>
    public async Task<long> OpenAsync(ConnectionTerm term, CancellationToken ended)
    {
        _term = term;
        var checkpoint = await term.ReadAsync(Document) is { } json
            ? JsonSerializer.Deserialize<Checkpoint>(json) ?? new Checkpoint()
            : new Checkpoint();
        _state = checkpoint.State;
        _projection = new QueueLogProjection(_state, options.GateInQueueName);
        _file.Open(checkpoint.Machine == Environment.MachineName ? checkpoint.Length : null);
        (_checkpointAt, SureLength) = (time.GetTimestamp(), checkpoint.Length);
        return _last = _sure = checkpoint.Sequence;
    }

    /// <inheritdoc/>
    public async Task<long> WriteAsync(IReadOnlyList<CenterEvent> events, CancellationToken ended)
    {
        _lines.Clear();
        _text.Clear();
        foreach (var one in events) _projection!.Apply(one, _lines);
        foreach (var line in _lines) line.AppendTo(_text);
        if (_text.Length > 0) _file.Append(Encoding.UTF8.GetBytes(_text.ToString()));
        _last = events[^1].Sequence;
        _unsure += events.Count;
        if (_unsure >= EventsPerCheckpoint || time.GetElapsedTime(_checkpointAt) >= CheckpointEvery) await CheckpointAsync();
        return _sure;
    }

    /// <inheritdoc/>
    public async Task<long> FlushAsync(CancellationToken ended)
    {
        if (_unsure > 0) await CheckpointAsync();
        return _sure;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task CheckpointAsync()
    {
        _file.Flush();
        var length = _file.Position;
        await WriteCheckpointAsync(length);
        if (!_file.IsAtEnd || options.RotateMegabytes == 0 || length < options.RotateMegabytes * 1024L * 1024L) return;
        _file.Rotate();
        await WriteCheckpointAsync(0);
    }

    private async Task WriteCheckpointAsync(long length)
    {
        var checkpoint = new Checkpoint
        {
            Sequence = _last,
            Length = length,
            Machine = Environment.MachineName,
            State = _state,
        };
        await _term!.WriteAsync(new NamedDocument(Document, JsonSerializer.Serialize(checkpoint)));
        (_sure, _unsure, _checkpointAt, SureLength) = (_last, 0, time.GetTimestamp(), length);
    }

    private sealed class Checkpoint
    {
        /// <summary>The last event whose lines are written.</summary>
        public long Sequence { get; set; }

        /// <summary>The file's length then.</summary>
        public long Length { get; set; }

        /// <summary>The machine that has the file.</summary>
        public string Machine { get; set; } = Environment.MachineName;

        /// <summary>What the projection knows.</summary>
        public QueueLogState State { get; set; } = new();
    }
}

namespace Acd.Core;

/// <summary>The current queue settings that figures depend on.</summary>
internal sealed class ServiceLevelTargets
{
    private readonly Dictionary<QueueId, TargetRow> _byQueue = [];
    private readonly List<TargetRow> _rows = [];

    /// <summary>The targets, in the order of the queues.</summary>
    public IReadOnlyList<TargetRow> Rows => _rows;

    public TimeSpan TargetOf(QueueId queue) => _byQueue.TryGetValue(queue, out var row) ? row.Target : TimeSpan.Zero;

    public TimeSpan ShortAbandonOf(QueueId queue) =>
        _byQueue.TryGetValue(queue, out var row) ? row.ShortAbandon : TimeSpan.Zero;

    public static IReadOnlyList<TargetRow> Of(CenterSettings settings) =>
        [.. settings.Queues.Select(Of)];

    public static TargetRow Of(QueueSettings queue) => new(queue.Id, queue.ServiceLevelTarget, queue.ShortAbandon);

    /// <summary>Replaces the targets.</summary>
    /// <returns>Whether they changed.</returns>
    public bool TryChange(IReadOnlyList<TargetRow> rows)
    {
        if (_rows.SequenceEqual(rows)) return false;
        _rows.Clear();
        _byQueue.Clear();
        foreach (var row in rows) TryPut(row);
        return true;
    }

    /// <summary>Adds a queue's targets, or replaces them in their place.</summary>
    /// <returns>Whether they changed.</returns>
    public bool TryPut(TargetRow row)
    {
        if (!_byQueue.TryGetValue(row.Queue, out var known)) _rows.Add(row);
        else if (known == row) return false;
        else _rows[_rows.IndexOf(known)] = row;
        _byQueue[row.Queue] = row;
        return true;
    }

    /// <summary>Removes a queue's targets.</summary>
    /// <returns>Whether there were any.</returns>
    public bool TryRemove(QueueId queue) => _byQueue.Remove(queue, out var known) && _rows.Remove(known);
}

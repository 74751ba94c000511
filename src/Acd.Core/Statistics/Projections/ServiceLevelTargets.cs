namespace Acd.Core;

/// <summary>The current queue settings that figures depend on.</summary>
internal sealed class ServiceLevelTargets
{
    private readonly Dictionary<QueueId, TargetRow> _byQueue = [];

    /// <summary>The targets, in the order of the queues.</summary>
    public IReadOnlyList<TargetRow> Rows { get; private set; } = [];

    public TimeSpan TargetOf(QueueId queue) => _byQueue.TryGetValue(queue, out var row) ? row.Target : TimeSpan.Zero;

    public TimeSpan ShortAbandonOf(QueueId queue) =>
        _byQueue.TryGetValue(queue, out var row) ? row.ShortAbandon : TimeSpan.Zero;

    public static IReadOnlyList<TargetRow> Of(CenterSettings settings) =>
        [.. settings.Queues.Select(queue => new TargetRow(queue.Id, queue.ServiceLevelTarget, queue.ShortAbandon))];

    /// <summary>Replaces the targets.</summary>
    /// <returns>Whether they changed.</returns>
    public bool TryChange(IReadOnlyList<TargetRow> rows)
    {
        if (Rows.SequenceEqual(rows)) return false;
        Rows = rows;
        _byQueue.Clear();
        foreach (var row in rows) _byQueue.Add(row.Queue, row);
        return true;
    }
}

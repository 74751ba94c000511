namespace Acd.Core;

/// <summary>What of the queues' settings the figures depend on: those that held when something happened.</summary>
internal sealed class ServiceLevelTargets
{
    private readonly Dictionary<QueueId, TargetRow> _byQueue = [];

    /// <summary>The targets, by the order of the queues.</summary>
    public IReadOnlyList<TargetRow> Rows { get; private set; } = [];

    public TimeSpan TargetOf(QueueId queue) => _byQueue.TryGetValue(queue, out var row) ? row.Target : TimeSpan.Zero;

    public TimeSpan ShortAbandonOf(QueueId queue) =>
        _byQueue.TryGetValue(queue, out var row) ? row.ShortAbandon : TimeSpan.Zero;

    public static IReadOnlyList<TargetRow> Of(CenterSettings settings) =>
        [.. settings.Queues.Select(queue => new TargetRow(queue.Id, queue.ServiceLevelTarget, queue.ShortAbandon))];

    /// <summary>Takes other targets.</summary>
    /// <returns>Whether they are other ones.</returns>
    public bool TryChange(IReadOnlyList<TargetRow> rows)
    {
        if (Rows.SequenceEqual(rows)) return false;
        Rows = rows;
        _byQueue.Clear();
        foreach (var row in rows) _byQueue.Add(row.Queue, row);
        return true;
    }
}

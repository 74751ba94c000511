namespace Acd.Core;

/// <summary>The paces of all lines and queues, and who waits in them.</summary>
internal sealed class Paces(FlushAgenda agenda)
{
    private readonly Dictionary<PaceKey, Pace> _byKey = [];
    private readonly List<Pace> _inOrder = [];

    /// <summary>The number of the next one.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>Lets a waiting contact wait in its line and its queue.</summary>
    public void Enter(OpenContact contact)
    {
        contact.LinePace = Of(PaceKey.OfLine(contact.Queue, contact.Channel, contact.Requirements));
        contact.QueuePace = Of(new PaceKey(contact.Queue, null, null));
        contact.LinePace.Enter(contact.Key);
        contact.QueuePace.Enter(contact.Key);
    }

    public static void Leave(OpenContact contact)
    {
        contact.LinePace?.Leave(contact.Key);
        contact.QueuePace?.Leave(contact.Key);
        (contact.LinePace, contact.QueuePace) = (null, null);
    }

    public static void Answered(OpenContact contact, Timestamp now)
    {
        contact.LinePace?.Answered(contact.Key, now);
        contact.QueuePace?.Answered(contact.Key, now);
        (contact.LinePace, contact.QueuePace) = (null, null);
    }

    /// <summary>How long a contact will wait by the pace of its line, or else of its queue.</summary>
    public static (WaitEstimate Estimate, Pace By)? Estimate(OpenContact contact)
    {
        if (contact is not { LinePace: { } line, QueuePace: { } queue }) return null;
        if (line.Estimate(contact.Key) is { } byLine) return (byLine, line);
        return queue.Estimate(contact.Key) is { } byQueue ? (byQueue, queue) : null;
    }

    /// <summary>Forgets paces of lines in which nobody waits and nobody was answered since a slot.</summary>
    /// <returns>Those of which the store has a document.</returns>
    public IReadOnlyList<Pace> DropBefore(long slot)
    {
        var dropped = _inOrder.Where(pace => pace.Waiting == 0 && !(pace.LastAnswer >= Slots.Start(slot))).ToList();
        if (dropped.Count == 0) return [];
        foreach (var pace in dropped) _byKey.Remove(pace.Key);
        _inOrder.RemoveAll(pace => !_byKey.ContainsKey(pace.Key));
        agenda.Paces.RemoveAll(pace => !_byKey.ContainsKey(pace.Key));
        return [.. dropped.Where(pace => pace.IsKept)];
    }

    public void Restore(long number, PaceRow row)
    {
        var channel = row.Channel;
        var key = channel is null
            ? new PaceKey(row.Queue, null, null)
            : PaceKey.OfLine(row.Queue, channel.Value, row.Requirements ?? []);
        var pace = new Pace(number, key, agenda) { Since = row.Since, LastAnswer = row.LastAnswer, IsKept = true };
        pace.Intervals.Restore(row.Count, row.Intervals);
        _byKey.Add(key, pace);
        _inOrder.Add(pace);
    }

    /// <summary>Goes on counting where the store's documents left off.</summary>
    public void Continue(long next) => Next = next;

    private Pace Of(PaceKey key)
    {
        if (_byKey.TryGetValue(key, out var pace)) return pace;
        pace = new Pace(Next++, key, agenda);
        _byKey.Add(key, pace);
        _inOrder.Add(pace);
        agenda.Changed(pace);
        return pace;
    }
}

namespace Acd.Connections;

/// <summary>The places of waiting contacts in their queues, by rank.</summary>
internal sealed class WaitingPlaces
{
    private static readonly Comparer<LoggedContact> ByRank = Comparer<LoggedContact>.Create((one, other) =>
        one.Rank != other.Rank ? one.Rank.CompareTo(other.Rank) : one.Sequence.CompareTo(other.Sequence));

    private readonly Dictionary<string, SortedSet<LoggedContact>> _lines = new(StringComparer.Ordinal);

    /// <param name="contacts">The contacts that are known; those that wait are in their lines.</param>
    public WaitingPlaces(IEnumerable<LoggedContact> contacts)
    {
        foreach (var contact in contacts.Where(contact => contact.IsWaiting)) LineOf(contact.Queue).Add(contact);
    }

    /// <summary>How many wait in a queue.</summary>
    public int Count(string queue) => LineOf(queue).Count;

    /// <summary>The contact waits from now on. Its queue and rank must not change while it does.</summary>
    public void Enter(LoggedContact contact)
    {
        contact.IsWaiting = true;
        LineOf(contact.Queue).Add(contact);
    }

    /// <summary>The contact waits no longer.</summary>
    public void Leave(LoggedContact contact)
    {
        if (!contact.IsWaiting) return;
        contact.IsWaiting = false;
        var line = LineOf(contact.Queue);
        line.Remove(contact);
        if (line.Count == 0) _lines.Remove(contact.Queue);
    }

    /// <summary>The contact has another rank.</summary>
    public void Move(LoggedContact contact, long rank)
    {
        var waits = contact.IsWaiting;
        Leave(contact);
        contact.Rank = rank;
        if (waits) Enter(contact);
    }

    /// <summary>The place of a contact that waits, from 1.</summary>
    public int PlaceOf(LoggedContact contact) =>
        contact.IsWaiting ? LineOf(contact.Queue).TakeWhile(other => !ReferenceEquals(other, contact)).Count() + 1 : 1;

    private SortedSet<LoggedContact> LineOf(string queue) =>
        _lines.TryGetValue(queue, out var line) ? line : _lines[queue] = new SortedSet<LoggedContact>(ByRank);
}

namespace Acd.Core.Matching;

/// <summary>
/// An agent's seats, one for each lane, by the lanes' numbers. Each leads to the next: most agents have one or two, and nothing
/// else need be read to come to them.
/// </summary>
internal struct RosterEntryList
{
    public RosterEntry? First { get; private set; }

    /// <summary>Adds the seat for the next lane.</summary>
    public RosterEntry Add(RosterEntry seat)
    {
        if (First is null) return First = seat;
        var last = First;
        while (last.Next is { } next) last = next;
        return last.Next = seat;
    }

    public readonly Enumerator GetEnumerator() => new(First);

    public struct Enumerator(RosterEntry? first)
    {
        private RosterEntry? _next = first;

        public RosterEntry Current { get; private set; } = null!;

        public bool MoveNext()
        {
            if (_next is null) return false;
            (Current, _next) = (_next, _next.Next);
            return true;
        }
    }
}

namespace Acd.Core.Matching;

/// <summary>
/// The available agents of one profile who have room for one more contact of one lane's channel, by the lane's order.
/// </summary>
internal sealed class Roster(SkillProfile profile) : MatchSide
{
    private IndexedHeap<RosterEntry> _ready = new();

    public SkillProfile Profile { get; } = profile;

    public int Count => _ready.Count;

    public Agent First => _ready.First.Agent;

    public void Add(RosterEntry seat)
    {
        _ready.Add(seat, seat.Key);
        SetHead(_ready.FirstKey);
    }

    public void Change(RosterEntry seat)
    {
        _ready.Change(seat, seat.Key);
        SetHead(_ready.FirstKey);
    }

    public void Remove(RosterEntry seat)
    {
        _ready.Remove(seat);
        SetHead(_ready.FirstKey);
    }

    public IEnumerable<RosterEntry> InOrder() => _ready.InOrder();

    /// <summary>The line whose first contact goes before all that this roster's agents could take now, or null.</summary>
    public WaitingLine? BestLine() => (WaitingLine?)BestOpposite();

    /// <summary>The first waiting contact that a filter lets through, or null.</summary>
    public Contact? BestContact(Predicate<Contact> accepts) =>
        Best(side => ((WaitingLine)side).InOrder(), contact => contact.Key, accepts);
}

/// <summary>
/// An agent's place in its profile's roster of one lane. There is one for each agent and lane: the smaller they are, the more
/// of them the caches hold.
/// </summary>
internal sealed class RosterEntry(Agent agent, RosterKind lane) : HeapNode
{
    public Agent Agent { get; } = agent;

    public RosterKind Kind { get; } = lane;

    /// <summary>The agent's seat for the next lane.</summary>
    public RosterEntry? Next { get; set; }

    /// <summary>The roster that it is a place in; none while the agent has no profile.</summary>
    public Roster? Roster { get; set; }

    /// <summary>Its key in the lane's order.</summary>
    public HeapKey Key { get; set; }
}

/// <summary>
/// A channel and an order that queues in use have for it. Every profile has a roster, and every agent a seat, for each lane.
/// </summary>
internal sealed class RosterKind(int number, int channel, AgentOrder order)
{
    /// <summary>0, 1, 2 … by the order of their making.</summary>
    public int Number { get; } = number;

    /// <summary>The number of the channel.</summary>
    public int Channel { get; } = channel;

    public AgentOrder Order { get; } = order;
}

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

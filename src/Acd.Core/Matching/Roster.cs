namespace Acd.Core.Matching;

/// <summary>The available agents of one skill profile with free capacity for one kind's channel, in the kind's order.</summary>
internal sealed class Roster(SkillProfile profile) : MatchSide
{
    private IndexedHeap<RosterEntry> _ready = new();

    public SkillProfile Profile { get; } = profile;

    public int Count => _ready.Count;

    public Agent First => _ready.First.Agent;

    public void Add(RosterEntry entry)
    {
        _ready.Add(entry, entry.Key);
        SetHead(_ready.FirstKey);
    }

    public void Change(RosterEntry entry)
    {
        _ready.Change(entry, entry.Key);
        SetHead(_ready.FirstKey);
    }

    public void Remove(RosterEntry entry)
    {
        _ready.Remove(entry);
        SetHead(_ready.FirstKey);
    }

    public IEnumerable<RosterEntry> InOrder() => _ready.InOrder();

    /// <summary>The line with the first contact that this roster's agents could take now, or null.</summary>
    public WaitingLine? BestLine() => (WaitingLine?)BestOpposite();

    /// <summary>The first waiting contact that a filter accepts, or null.</summary>
    public Contact? BestContact(Predicate<Contact> accepts) =>
        Best(side => ((WaitingLine)side).InOrder(), contact => contact.Key, accepts);
}

/// <summary>
/// An agent's entry in its profile's roster of one kind. Every agent has one for each kind, so entries are small to fit many
/// into the caches.
/// </summary>
internal sealed class RosterEntry(Agent agent, RosterKind kind) : HeapNode
{
    public Agent Agent { get; } = agent;

    public RosterKind Kind { get; } = kind;

    /// <summary>The agent's entry for the next kind.</summary>
    public RosterEntry? Next { get; set; }

    /// <summary>The roster. Null while the agent has no profile.</summary>
    public Roster? Roster { get; set; }

    /// <summary>Its key in the kind's order.</summary>
    public HeapKey Key { get; set; }
}

/// <summary>
/// A channel and an agent order that queues use for it. Every profile has a roster, and every agent an entry, of each kind.
/// </summary>
internal sealed class RosterKind(int number, int channel, AgentOrder order)
{
    /// <summary>The kind's index, by creation.</summary>
    public int Number { get; } = number;

    /// <summary>The channel's number.</summary>
    public int Channel { get; } = channel;

    public AgentOrder Order { get; } = order;
}

/// <summary>
/// An agent's roster entries, by the number of their kind. They are a linked list, because most agents have one or two and no
/// further memory is read.
/// </summary>
internal struct RosterEntryList
{
    public RosterEntry? First { get; private set; }

    /// <summary>Adds the entry for the next kind.</summary>
    public RosterEntry Add(RosterEntry entry)
    {
        if (First is null) return First = entry;
        var last = First;
        while (last.Next is { } next) last = next;
        return last.Next = entry;
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

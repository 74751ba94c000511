namespace Acd.Core.Matching;

/// <summary>The waiting contacts with the same queue, channel and requirements, by rank.</summary>
internal sealed class WaitingLine(RequirementsKey key, RosterKind kind) : MatchSide
{
    private IndexedHeap<Contact> _waiting = new();
    private readonly RankedList<Contact> _places = new(Contact.ByRank);
    private readonly List<Contact> _ringing = [];

    public RequirementsKey Key { get; } = key;

    /// <summary>The kind of roster in which it finds agents. It changes only while the line has no pairs.</summary>
    public RosterKind RosterKind { get; set; } = kind;

    /// <summary>The contacts that wait in it for any agent. Reserved contacts are not counted.</summary>
    public int Count => _waiting.Count;

    /// <summary>The contacts with this key that wait for their preferred agents.</summary>
    public int ReservedCount { get; set; }

    /// <summary>The open contacts with this key, waiting or not.</summary>
    public int Users { get; set; }

    /// <summary>
    /// The serving profiles with an agent who is available or not ready. At 0 the line's contacts are unservable.
    /// </summary>
    public int ServingProfiles { get; set; }

    /// <summary>Who counts as the queue's staff.</summary>
    public StaffRule StaffRule { get; set; } = StaffRule.NotReady;

    /// <summary>The serving profiles with staff. At 0 the line's contacts are unstaffed.</summary>
    public int StaffProfiles { get; set; }

    /// <summary>Its node in the list of unused lines, if it is there.</summary>
    public LinkedListNode<WaitingLine>? UnusedNode { get; set; }

    public Contact First => _waiting.First;

    public void Add(Contact contact)
    {
        _waiting.Add(contact, contact.Key);
        SetHead(_waiting.FirstKey);
    }

    public void Remove(Contact contact)
    {
        _waiting.Remove(contact);
        SetHead(_waiting.FirstKey);
    }

    public IEnumerable<Contact> InOrder() => _waiting.InOrder();

    /// <summary>Gives a queued contact its place, whether it waits for any agent or is reserved.</summary>
    public void TakePlace(Contact contact) => _places.Add(contact);

    public void LeavePlace(Contact contact) => _places.Remove(contact);

    /// <summary>The queued contacts with this key by rank, reserved or not.</summary>
    public IEnumerable<Contact> PlacesInOrder() => _places.InOrder();

    /// <summary>Adds a contact with this key that rings.</summary>
    public void AddRinging(Contact contact)
    {
        contact.RingingIndex = _ringing.Count;
        _ringing.Add(contact);
    }

    public void RemoveRinging(Contact contact)
    {
        var last = _ringing[^1];
        _ringing[contact.RingingIndex] = last;
        last.RingingIndex = contact.RingingIndex;
        _ringing.RemoveAt(_ringing.Count - 1);
    }

    /// <summary>
    /// The position of a queued contact, from 1, among those with its key: they compete for the same agents. A contact that
    /// rings counts, because it may come back to its place.
    /// </summary>
    public int PositionOf(Contact contact)
    {
        var position = _places.PositionOf(contact);
        foreach (var other in _ringing)
            if (other.Key < contact.Key) position++;
        return position;
    }

    /// <summary>
    /// The roster with the first agent, in the kind's order, who could take a contact of this line now. Null if there is none.
    /// </summary>
    public Roster? BestRoster() => (Roster?)BestOpposite();

    /// <summary>The first agents with free capacity that a filter accepts.</summary>
    public List<Agent> BestAgents(int most, Predicate<Agent> accepts)
    {
        var best = new List<Agent>(most);
        while (best.Count < most && BestAgent(agent => accepts(agent) && !best.Contains(agent)) is { } next) best.Add(next);
        return best;
    }

    /// <summary>The first agent with free capacity that a filter accepts, or null.</summary>
    public Agent? BestAgent(Predicate<Agent> accepts) =>
        Best(side => ((Roster)side).InOrder(), entry => entry.Key, entry => accepts(entry.Agent))?.Agent;
}

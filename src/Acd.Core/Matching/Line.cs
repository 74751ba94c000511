namespace Acd.Core.Matching;

/// <summary>The waiting contacts that have the same needs: queue, channel and requirements. They are ordered by rank.</summary>
internal sealed class Line(Needs needs) : Side
{
    private readonly IndexedHeap<Contact> _waiting = new();

    public Needs Needs { get; } = needs;

    public int Count => _waiting.Count;

    /// <summary>How many open contacts have these needs, waiting or not.</summary>
    public int Users { get; set; }

    /// <summary>How many profiles with a logged-in agent serve it; at none its contacts are unservable.</summary>
    public int ServingProfiles { get; set; }

    /// <summary>Its place among the lines without users, if it is there.</summary>
    public LinkedListNode<Line>? Unused { get; set; }

    public Contact First => _waiting.First;

    public void Add(Contact contact)
    {
        _waiting.Add(contact, contact.Key);
        HeadIs(_waiting.FirstKey);
    }

    public void Remove(Contact contact)
    {
        _waiting.Remove(contact);
        HeadIs(_waiting.FirstKey);
    }

    public IEnumerable<Contact> InOrder() => _waiting.InOrder();

    /// <summary>
    /// The roster that has the longest idle of all agents who could take the line's first contact now, or null.
    /// </summary>
    public Roster? BestRoster() => (Roster?)BestOpposite();

    /// <summary>The longest idle agent with room that a filter lets through, or null.</summary>
    public Agent? BestAgent(Predicate<Agent> accepts) =>
        Best(side => ((Roster)side).InOrder(), seat => seat.Key, seat => accepts(seat.Agent))?.Agent;
}

namespace Acd.Core.Matching;

/// <summary>The waiting contacts that have the same needs: queue, channel and requirements. They are ordered by rank.</summary>
internal sealed class WaitingLine(RequirementsKey needs, RosterKind lane) : MatchSide
{
    private IndexedHeap<Contact> _waiting = new();

    public RequirementsKey Key { get; } = needs;

    /// <summary>In whose rosters it looks for agents; another one only while it is paired with nobody.</summary>
    public RosterKind RosterKind { get; set; } = lane;

    /// <summary>How many wait in it for anybody; those that are kept for one agent not counted.</summary>
    public int Count => _waiting.Count;

    /// <summary>How many contacts with these needs wait for one agent, each for its preferred one.</summary>
    public int ReservedCount { get; set; }

    /// <summary>How many open contacts have these needs, waiting or not.</summary>
    public int Users { get; set; }

    /// <summary>How many profiles with a logged-in agent serve it; at none its contacts are unservable.</summary>
    public int ServingProfiles { get; set; }

    /// <summary>Its place among the lines without users, if it is there.</summary>
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

    /// <summary>
    /// The roster that has the first, by the lane's order, of all agents who could take the line's contacts now, or null.
    /// </summary>
    public Roster? BestRoster() => (Roster?)BestOpposite();

    /// <summary>The first agents with room that a filter lets through.</summary>
    public List<Agent> BestAgents(int most, Predicate<Agent> accepts)
    {
        var best = new List<Agent>(most);
        while (best.Count < most && BestAgent(agent => accepts(agent) && !best.Contains(agent)) is { } next) best.Add(next);
        return best;
    }

    /// <summary>The first agent with room that a filter lets through, or null.</summary>
    public Agent? BestAgent(Predicate<Agent> accepts) =>
        Best(side => ((Roster)side).InOrder(), seat => seat.Key, seat => accepts(seat.Agent))?.Agent;
}

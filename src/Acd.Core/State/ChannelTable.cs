namespace Acd.Core;

/// <summary>The center's channels, numbered, and what their contacts take of agents.</summary>
internal sealed class ChannelTable(IReadOnlyList<ChannelCost> costs)
{
    private ChannelCost[] _costs = [.. costs];
    private readonly Dictionary<int, AgentCapacity> _byCapacity = [];

    public int Count => _costs.Length;

    /// <summary>The number of the channel whose room the availability sets tell of.</summary>
    public int Voice => NumberOf(ChannelId.Voice);

    /// <summary>
    /// Takes other costs, and channels that are new at the end: a channel keeps its number. What agents may have is to be
    /// asked for anew.
    /// </summary>
    public void Change(IReadOnlyList<ChannelCost> channels)
    {
        _costs = [.. channels];
        _byCapacity.Clear();
    }

    /// <summary>The number of a channel, or −1.</summary>
    public int NumberOf(ChannelId channel)
    {
        for (var number = 0; number < _costs.Length; number++)
            if (_costs[number].Channel == channel) return number;
        return -1;
    }

    /// <summary>The channel with a number.</summary>
    public ChannelId IdOf(int number) => _costs[number].Channel;

    /// <summary>
    /// What an agent with a profile may have at once; one for all agents of the same capacity who have no costs of their
    /// own.
    /// </summary>
    public AgentCapacity CapacityOf(AgentProfile profile)
    {
        if (profile.Channels.Count > 0)
            return new AgentCapacity(profile.Capacity, Array.ConvertAll(_costs, cost => CostFor(cost, profile)));
        if (!_byCapacity.TryGetValue(profile.Capacity, out var usual))
            _byCapacity.Add(profile.Capacity, usual = new AgentCapacity(profile.Capacity, _costs));
        return usual;
    }

    private static ChannelCost CostFor(ChannelCost cost, AgentProfile profile) =>
        profile.Channels.FirstOrDefault(own => own.Channel == cost.Channel) ?? cost;
}

/// <summary>How much an agent may have at once, and what of that a contact of each channel takes.</summary>
internal sealed class AgentCapacity(int capacity, ChannelCost[] costs)
{
    private readonly int[] _costs = Array.ConvertAll(costs, cost => cost.Cost);
    private readonly int[]? _maxContacts = costs.Any(cost => cost.MaxContacts is not null)
        ? Array.ConvertAll(costs, cost => cost.MaxContacts ?? int.MaxValue)
        : null;

    /// <summary>What a contact of a channel takes.</summary>
    public int CostOf(int channel) => _costs[channel];

    /// <summary>Whether an agent with so much taken, by such contacts, can have one more of a channel.</summary>
    public bool HasRoom(int channel, int taken, List<Offer> offers)
    {
        if (taken + _costs[channel] > capacity) return false;
        if (_maxContacts is null) return true;
        var count = 0;
        foreach (var offer in offers)
            if (offer.Contact.Line.Key.Channel == channel) count++;
        return count < _maxContacts[channel];
    }
}

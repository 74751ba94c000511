namespace Acd.Core;

/// <summary>The center's channels by number, and the capacity that their contacts take.</summary>
internal sealed class ChannelTable(IReadOnlyList<ChannelCost> costs)
{
    private ChannelCost[] _costs = [.. costs];
    private readonly Dictionary<int, AgentCapacity> _byCapacity = [];

    public int Count => _costs.Length;

    /// <summary>The number of the channel that the availability sets are about.</summary>
    public int Voice => NumberOf(ChannelId.Voice);

    /// <summary>
    /// Changes the costs and appends new channels, so that a channel keeps its number. Call <see cref="CapacityOf"/> again
    /// afterwards.
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

    /// <summary>The channel of a number.</summary>
    public ChannelId IdOf(int number) => _costs[number].Channel;

    /// <summary>
    /// The capacity of an agent with a profile. Agents of equal capacity without costs of their own share one object.
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

/// <summary>An agent's capacity, and the part of it that a contact of each channel takes.</summary>
internal sealed class AgentCapacity(int capacity, ChannelCost[] costs)
{
    private readonly int[] _costs = Array.ConvertAll(costs, cost => cost.Cost);
    private readonly int[]? _maxContacts = costs.Any(cost => cost.MaxContacts is not null)
        ? Array.ConvertAll(costs, cost => cost.MaxContacts ?? int.MaxValue)
        : null;
    private readonly int[] _maxOffers = Array.ConvertAll(costs, cost => cost.MaxOffers ?? 1);

    /// <summary>The capacity that a contact of a channel takes.</summary>
    public int CostOf(int channel) => _costs[channel];

    /// <summary>Whether one more contact of a channel fits beside an agent's contacts.</summary>
    public bool HasRoom(int channel, Agent agent)
    {
        if (agent.UsedCapacity + _costs[channel] > capacity) return false;
        if (_maxContacts is null && agent.Ringing == 0) return true;
        var (count, ringing) = (0, 0);
        foreach (var offer in agent.Offers)
        {
            if (offer.Contact.Line.Key.Channel != channel) continue;
            count++;
            if (offer.Rings) ringing++;
        }

        foreach (var wrapUp in agent.WrapUps)
            if (wrapUp.Channel == channel) count++;
        return ringing < _maxOffers[channel] && (_maxContacts is null || count < _maxContacts[channel]);
    }
}

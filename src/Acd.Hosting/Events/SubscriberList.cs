using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The subscribers: those of all events, and by agent those of one agent's events. Not safe for several threads at once.
/// </summary>
internal sealed class SubscriberList
{
    private readonly List<SubscriberChannel> _all = [];
    private readonly Dictionary<AgentId, List<SubscriberChannel>> _byAgent = [];

    /// <summary>Gives an event to its subscribers and drops those that are too slow.</summary>
    /// <returns>How many left because of it.</returns>
    public int Publish(CenterEvent next)
    {
        var left = Publish(next, _all);
        if (next.Agent is not { } agent || !_byAgent.TryGetValue(agent, out var subscribers)) return left;
        left += Publish(next, subscribers);
        if (subscribers.Count == 0) _byAgent.Remove(agent);
        return left;
    }

    /// <summary>Adds a subscriber.</summary>
    public void Add(SubscriberChannel subscriber)
    {
        if (subscriber.Agent is not { } agent) _all.Add(subscriber);
        else if (_byAgent.TryGetValue(agent, out var subscribers)) subscribers.Add(subscriber);
        else _byAgent.Add(agent, new List<SubscriberChannel>(1) { subscriber });
    }

    /// <summary>Removes a subscriber, if it is still there.</summary>
    public void Remove(SubscriberChannel subscriber)
    {
        if (subscriber.Agent is not { } agent)
        {
            _all.Remove(subscriber);
        }
        else if (_byAgent.TryGetValue(agent, out var subscribers) && subscribers.Remove(subscriber) && subscribers.Count == 0)
        {
            _byAgent.Remove(agent);
        }
    }

    /// <summary>Ends every subscription.</summary>
    /// <param name="reason">Makes the reason, one for each subscriber.</param>
    /// <returns>How many left because of it.</returns>
    public int CompleteAll(Func<Exception> reason)
    {
        var left = 0;
        foreach (var subscriber in _all.Concat(_byAgent.Values.SelectMany(subscribers => subscribers)))
        {
            subscriber.Complete(reason());
            if (subscriber.TryLeave()) left++;
        }

        _all.Clear();
        _byAgent.Clear();
        return left;
    }

    private static int Publish(CenterEvent next, List<SubscriberChannel> subscribers)
    {
        var left = 0;
        for (var i = subscribers.Count - 1; i >= 0; i--)
        {
            var subscriber = subscribers[i];
            if (subscriber.TryWrite(next)) continue;
            subscribers.RemoveAt(i);
            if (subscriber.TryLeave()) left++;
        }

        return left;
    }
}

using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Who gets which event: those who want all, and by agent those who want one agent's. Not for several threads at once.
/// </summary>
internal sealed class SubscriberList
{
    private readonly List<Subscriber> _all = [];
    private readonly Dictionary<AgentId, List<Subscriber>> _byAgent = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gives an event to those whom it concerns; who does not keep up is dropped.</summary>
    public void Give(CenterEvent next)
    {
        Give(next, _all);
        if (next.Agent is not { } agent || !_byAgent.TryGetValue(agent, out var its)) return;
        Give(next, its);
        if (its.Count == 0) _byAgent.Remove(agent);
    }

    /// <summary>Adds a subscriber.</summary>
    public void Add(Subscriber subscriber)
    {
        if (subscriber.Agent is not { } agent) _all.Add(subscriber);
        else if (_byAgent.TryGetValue(agent, out var its)) its.Add(subscriber);
        else _byAgent.Add(agent, new List<Subscriber>(1) { subscriber });
        Count++;
    }

    /// <summary>Removes a subscriber, if it is still there.</summary>
    public void Remove(Subscriber subscriber)
    {
        if (subscriber.Agent is not { } agent)
        {
            if (_all.Remove(subscriber)) Count--;
        }
        else if (_byAgent.TryGetValue(agent, out var its) && its.Remove(subscriber))
        {
            Count--;
            if (its.Count == 0) _byAgent.Remove(agent);
        }
    }

    /// <summary>Ends every subscription.</summary>
    /// <param name="reason">Makes the reason, one for each.</param>
    public void EndAll(Func<Exception> reason)
    {
        foreach (var subscriber in _all) subscriber.End(reason());
        foreach (var its in _byAgent.Values)
        {
            foreach (var subscriber in its) subscriber.End(reason());
        }

        _all.Clear();
        _byAgent.Clear();
        Count = 0;
    }

    private void Give(CenterEvent next, List<Subscriber> subscribers)
    {
        for (var i = subscribers.Count - 1; i >= 0; i--)
        {
            if (subscribers[i].TryGive(next)) continue;
            subscribers.RemoveAt(i);
            Count--;
        }
    }
}

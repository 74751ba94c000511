using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Who gets which event: those who want all, and by agent those who want one agent's. Not for several threads at once.
/// </summary>
internal sealed class SubscriberList
{
    private readonly List<SubscriberChannel> _all = [];
    private readonly Dictionary<AgentId, List<SubscriberChannel>> _byAgent = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Gives an event to those whom it concerns; who does not keep up is dropped.</summary>
    public void Publish(CenterEvent next)
    {
        Publish(next, _all);
        if (next.Agent is not { } agent || !_byAgent.TryGetValue(agent, out var its)) return;
        Publish(next, its);
        if (its.Count == 0) _byAgent.Remove(agent);
    }

    /// <summary>Adds a subscriber.</summary>
    public void Add(SubscriberChannel subscriber)
    {
        if (subscriber.Agent is not { } agent) _all.Add(subscriber);
        else if (_byAgent.TryGetValue(agent, out var its)) its.Add(subscriber);
        else _byAgent.Add(agent, new List<SubscriberChannel>(1) { subscriber });
        Count++;
    }

    /// <summary>Removes a subscriber, if it is still there.</summary>
    public void Remove(SubscriberChannel subscriber)
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
    public void CompleteAll(Func<Exception> reason)
    {
        foreach (var subscriber in _all) subscriber.Complete(reason());
        foreach (var its in _byAgent.Values)
        {
            foreach (var subscriber in its) subscriber.Complete(reason());
        }

        _all.Clear();
        _byAgent.Clear();
        Count = 0;
    }

    private void Publish(CenterEvent next, List<SubscriberChannel> subscribers)
    {
        for (var i = subscribers.Count - 1; i >= 0; i--)
        {
            if (subscribers[i].TryWrite(next)) continue;
            subscribers.RemoveAt(i);
            Count--;
        }
    }
}

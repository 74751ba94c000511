namespace Acd.Core;

/// <summary>Calculates the current counts of replies.</summary>
internal static class CurrentCounts
{
    /// <param name="sources">The statistics whose counts are added.</param>
    /// <param name="gates">The gates whose open contacts are searched for the longest wait.</param>
    /// <param name="now">The current time.</param>
    /// <param name="which">A filter on these contacts. Null for all.</param>
    public static ContactsNow Contacts(
        IReadOnlyList<ContactStatistics> sources, IEnumerable<ContactStatistics> gates, Timestamp now,
        Predicate<OpenContact>? which = null)
    {
        int Count(ContactState state) => sources.Sum(source => source.Count(state));
        var (longest, withoutAgent, parked) = ((Timestamp?)null, 0, 0);
        foreach (var contact in gates.SelectMany(gate => gate.Open ?? []).Where(open => which?.Invoke(open) != false))
        {
            if (contact.IsParked) parked++;
            if (contact is { IsWaiting: true, IsCallback: false, IsParked: false } && !(contact.WaitingSince >= longest))
                longest = contact.WaitingSince;
            if (contact is { State: ContactState.Connected, Agent.Presence: Presence.Offline }) withoutAgent++;
        }

        return new ContactsNow(
            Count(ContactState.Queued) - parked, Count(ContactState.Offered), Count(ContactState.Connected),
            Count(ContactState.WrapUp), sources.Sum(source => source.Callbacks))
        {
            LongestWait = longest is { } since ? now - since : null,
            ConnectedOffline = withoutAgent,
            Parked = parked,
        };
    }

    public static AgentsNow Agents(IEnumerable<AgentStatistics> agents)
    {
        int offline = 0, idle = 0, offered = 0, busy = 0, wrapUp = 0, notReady = 0, draining = 0, available = 0;
        foreach (var agent in agents)
        {
            if (agent.IsRemoved) continue;
            if (agent.Presence == Presence.Available) available++;
            if (agent.Presence == Presence.Offline) offline++;
            else if (agent.Connected > 0) busy++;
            else if (agent.WrapUp + agent.OwnWrapUps > 0) wrapUp++;
            else if (agent.Presence == Presence.NotReady) notReady++;
            else if (agent.Presence == Presence.Draining) draining++;
            else if (agent.Offered > 0) offered++;
            else idle++;
        }

        return new AgentsNow(offline, idle, offered, busy, wrapUp, notReady, draining, available);
    }
}

namespace Acd.Core;

/// <summary>How things stand now.</summary>
internal static class CurrentCounts
{
    /// <param name="boards">The boards that are counted together.</param>
    /// <param name="gates">The boards among whose open contacts the longest wait is looked for.</param>
    /// <param name="now">The time.</param>
    /// <param name="which">Which of those contacts count; all where it is not said.</param>
    public static ContactsNow Contacts(
        IReadOnlyList<ContactStatistics> boards, IEnumerable<ContactStatistics> gates, Timestamp now, Predicate<OpenContact>? which = null)
    {
        int Count(ContactState state) => boards.Sum(board => board.Count(state));
        var waiting = gates.SelectMany(gate => gate.Open ?? [])
            .Where(contact => contact is { IsWaiting: true, IsCallback: false } && which?.Invoke(contact) != false);
        Timestamp? longest = null;
        foreach (var contact in waiting)
            if (longest is null || contact.WaitingSince < longest) longest = contact.WaitingSince;
        return new ContactsNow(
            Count(ContactState.Queued), Count(ContactState.Offered), Count(ContactState.Connected), Count(ContactState.WrapUp),
            boards.Sum(board => board.Callbacks))
        {
            LongestWait = longest is { } since ? now - since : null,
        };
    }

    public static AgentsNow Agents(IEnumerable<AgentStatistics> agents)
    {
        int offline = 0, idle = 0, offered = 0, busy = 0, wrapUp = 0, notReady = 0, draining = 0, available = 0;
        foreach (var agent in agents)
        {
            if (agent.IsRemoved) continue;
            if (agent.Presence == Presence.Available) available++;
            if (agent.Connected > 0) busy++;
            else if (agent.WrapUp > 0) wrapUp++;
            else if (agent.Presence == Presence.Offline) offline++;
            else if (agent.Presence == Presence.NotReady) notReady++;
            else if (agent.Presence == Presence.Draining) draining++;
            else if (agent.Offered > 0) offered++;
            else idle++;
        }

        return new AgentsNow(offline, idle, offered, busy, wrapUp, notReady, draining, available);
    }
}

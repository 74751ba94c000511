using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>By what the queues' strategies order agents; the least goes first.</summary>
internal static class AgentRankingExtensions
{
    private const long LoadPrecision = 1_000_000;

    /// <summary>An agent's place among those who are ready for a contact.</summary>
    /// <param name="center">The center.</param>
    /// <param name="contact">The contact.</param>
    /// <param name="agent">The agent.</param>
    /// <param name="now">The time, which says what day it is.</param>
    public static (long Strategy, long Idle, long Sequence) KeyOf(
        this ProjectedState center, ProjectedContact contact, ProjectedAgent agent, Timestamp now)
    {
        var queue = center.QueueOf(contact);
        var first = queue.Strategy switch
        {
            Strategy.LongestIdle => 0,
            Strategy.LeastLoaded => agent.UsedCapacity * LoadPrecision / agent.Profile.Capacity,
            Strategy.FewestContacts => agent.Accepted.Day == center.DayOf(now) ? agent.Accepted.Contacts : 0,
            Strategy.MostSkilled => -contact.Requirements.Sum(needed => agent.LevelOf(needed.Skill)),
            Strategy.RoundRobin => agent.LastOffer,
            _ => throw new InvalidOperationException($"{queue.Strategy} is no strategy that the checkers know."),
        };
        return (first, queue.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder, agent.Sequence);
    }
}

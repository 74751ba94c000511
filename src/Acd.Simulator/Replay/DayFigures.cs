namespace Acd.Simulator;

/// <summary>What a day came to, for its calls and its agents.</summary>
/// <param name="Total">The figures of its calls.</param>
/// <param name="Course">The day by half hours.</param>
/// <param name="Fairness">
/// Jain's index over the agents of how much of their time at work, absences taken off, they talked; 1 is even.
/// </param>
public sealed record DayFigures(CallFigures Total, DayProfile Course, double Fairness)
{
    /// <summary>Sums a day up.</summary>
    public static DayFigures Of(IReadOnlyCollection<CallOutcome> calls, IReadOnlyCollection<Shift> shifts)
    {
        var talk = calls.Where(call => call is { Answered: true, Agent: not null })
            .GroupBy(call => call.Agent!)
            .ToDictionary(agent => agent.Key, agent => agent.Sum(call => call.Talk), StringComparer.Ordinal);
        var shares = shifts
            .Select(shift => (shift.Agent, Present: shift.Until - shift.From - shift.Away.Sum(away => away.Length)))
            .Where(agent => agent.Present > 0)
            .Select(agent => talk.GetValueOrDefault(agent.Agent) / agent.Present);
        return new DayFigures(CallFigures.Of(calls), DayProfile.Of(calls, shifts), Simulator.FairnessIndex.Jain([.. shares]));
    }

    /// <summary>Sums days up: the fairness is their mean.</summary>
    public static DayFigures Sum(IReadOnlyCollection<DayFigures> days) => new(
        CallFigures.Sum([.. days.Select(day => day.Total)]),
        DayProfile.Sum([.. days.Select(day => day.Course)]),
        days.Count == 0 ? 1 : days.Average(day => day.Fairness));
}

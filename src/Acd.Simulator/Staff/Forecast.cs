namespace Acd.Simulator;

/// <summary>What is expected of one type of calls in one half hour.</summary>
/// <param name="HalfHour">Which half hour of the day: 0 to 47.</param>
/// <param name="Type">What the calls are about; an agent needs the skill of this name.</param>
/// <param name="Calls">How many come, on average.</param>
/// <param name="HandleTime">How long one takes its agent, in seconds on average (AHT).</param>
public sealed record ForecastRow(int HalfHour, string Type, double Calls, double HandleTime);

/// <summary>What is expected of a day.</summary>
/// <param name="Rows">The rows, by half hour.</param>
public sealed record Forecast(IReadOnlyList<ForecastRow> Rows)
{
    /// <summary>The types of calls, in the order in which they are named first.</summary>
    public IReadOnlyList<string> Types { get; } = [.. Rows.Select(row => row.Type).Distinct()];

    /// <summary>The half hours in which calls come, in order.</summary>
    public IReadOnlyList<int> HalfHours { get; } =
        [.. Rows.Where(row => row.Calls > 0).Select(row => row.HalfHour).Distinct().Order()];

    /// <summary>How many calls come in a half hour.</summary>
    public double CallsIn(int halfHour) => RowsIn(halfHour).Sum(row => row.Calls);

    /// <summary>The work that comes in a half hour, in agents that it would keep busy.</summary>
    public double ErlangsIn(int halfHour) => RowsIn(halfHour).Sum(row => row.Calls * row.HandleTime) / DayProfile.SecondsPerHalfHour;

    /// <summary>What comes in a half hour.</summary>
    public IEnumerable<ForecastRow> RowsIn(int halfHour) => Rows.Where(row => row.HalfHour == halfHour && row.Calls > 0);

    /// <summary>
    /// A half hour as a queue in which every agent serves every type: the calls together, with the mean of their handle times.
    /// </summary>
    public QueueModel PooledModel(int halfHour, int agents, double? patience) => new(
        agents, CallsIn(halfHour) / DayProfile.SecondsPerHalfHour, ErlangsIn(halfHour) / CallsIn(halfHour) * DayProfile.SecondsPerHalfHour, patience);
}

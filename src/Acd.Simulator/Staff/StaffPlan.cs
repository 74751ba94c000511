namespace Acd.Simulator;

/// <summary>A half hour of a staffing plan.</summary>
/// <param name="HalfHour">Which half hour of the day: 0 to 47.</param>
/// <param name="Calls">How many calls are expected.</param>
/// <param name="HandleTime">Their mean handle time, in seconds.</param>
/// <param name="Erlangs">The work, in agents that it would keep busy.</param>
/// <param name="ByFormula">The fewest agents by the formula, each serving every type.</param>
/// <param name="Formula">What the formula says of so many.</param>
/// <param name="Simulated">The fewest agents by simulation, with their skills.</param>
/// <param name="SimulatedLevel">The share that is answered in time with so many, by simulation.</param>
/// <param name="Teams">How many of those are in each team.</param>
public sealed record StaffRow(
    int HalfHour,
    double Calls,
    double HandleTime,
    double Erlangs,
    int ByFormula,
    QueueFigures Formula,
    int Simulated,
    double SimulatedLevel,
    IReadOnlyList<int> Teams);

/// <summary>A staffing plan for a day.</summary>
/// <param name="Rows">The half hours in which calls come.</param>
/// <param name="Teams">The teams, by the types that they serve.</param>
/// <param name="ByType">The share answered in time over the day, by type, in the simulation.</param>
/// <param name="Abandoned">The share of the callers who hang up, in the simulation.</param>
/// <param name="GoalMet">Whether every half hour reaches the service level in the simulation.</param>
/// <param name="Seconds">How long it took to make the plan.</param>
public sealed record StaffPlan(
    IReadOnlyList<StaffRow> Rows,
    IReadOnlyList<string> Teams,
    IReadOnlyDictionary<string, double> ByType,
    double Abandoned,
    bool GoalMet,
    double Seconds);

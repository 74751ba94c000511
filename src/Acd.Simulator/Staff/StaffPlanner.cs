using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// Finds the fewest agents for each half hour. The formula takes each half hour as a queue of its own in which every agent
/// serves every type. Simulated days then account for skills, and for the queue that a half hour leaves to the next.
/// </summary>
public sealed class StaffPlanner
{
    // Each round adds one agent to every half hour that lacks one. Real plans took at most half as many rounds.
    private const int MostRounds = 100;

    private readonly Forecast _forecast;
    private readonly StaffOptions _options;
    private readonly ShiftPlanner _shifts;
    private readonly IReadOnlyList<Team> _teams;
    private readonly StaffSimulation _simulation;
    private readonly Action<string> _progress;

    /// <summary>Prepares a plan.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="options">The goals.</param>
    /// <param name="progress">Called with the progress, as text.</param>
    /// <exception cref="UsageException">The teams do not fit the forecast.</exception>
    public StaffPlanner(Forecast forecast, StaffOptions options, Action<string> progress)
    {
        (_forecast, _options, _progress) = (forecast, options, progress);
        _teams = options.TeamsFor(forecast);
        _shifts = new ShiftPlanner(_teams);
        _simulation = new StaffSimulation(forecast, options, _shifts);
    }

    /// <summary>Makes the plan.</summary>
    public StaffPlan Plan(CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var byFormula = new int[DayProfile.HalfHoursPerDay];
        foreach (var half in _forecast.HalfHours)
        {
            byFormula[half] = AgentCountSolver.Fewest(
                agents => _forecast.PooledModel(half, agents, _options.Patience), _options.Target, _options.Level);
        }

        var simulated = byFormula.ToArray();
        AddAgents(simulated, cancel);
        RemoveAgents(simulated, cancel);
        var result = _simulation.Run(simulated, cancel);
        return new StaffPlan(
            [.. _forecast.HalfHours.Select(half => RowOf(half, byFormula[half], simulated[half], result))],
            [.. _teams.Select(team => string.Join('+', team.Types))],
            result.ByType,
            result.Abandoned,
            Missed(result).Count == 0,
            watch.Elapsed.TotalSeconds);
    }

    private void AddAgents(int[] agents, CancellationToken cancel)
    {
        for (var round = 1; round <= MostRounds; round++)
        {
            var missed = Missed(_simulation.Run(agents, cancel));
            _progress($"{missed.Count} half hours are short of agents");
            if (missed.Count == 0)
                return;
            foreach (var half in missed)
                agents[half]++;
        }
    }

    // An agent added to one half hour may spare one in another, so each is tried with fewer until it fails.
    private void RemoveAgents(int[] agents, CancellationToken cancel)
    {
        foreach (var half in _forecast.HalfHours)
        {
            _progress($"trying fewer agents at {PlotFormat.Hour(half / 2)[..3]}{half % 2 * 30:00}");
            while (agents[half] > 1)
            {
                agents[half]--;
                if (Missed(_simulation.Run(agents, cancel)).Count == 0)
                    continue;
                agents[half]++;
                break;
            }
        }
    }

    private List<int> Missed(StaffSimulationResult result) =>
        [.. _forecast.HalfHours.Where(half => result.Levels[half] < _options.Level)];

    private StaffRow RowOf(int half, int byFormula, int simulated, StaffSimulationResult result)
    {
        var model = _forecast.PooledModel(half, byFormula, _options.Patience);
        var formula = TheoryComparison.Formula(model, _options.Target);
        return new StaffRow(
            half, _forecast.CallsIn(half), model.MeanTalk, model.Erlangs, byFormula, formula, simulated, result.Levels[half],
            _shifts.Split(simulated));
    }
}

/// <summary>Finds the number of agents that a queue needs, by formula.</summary>
public static class AgentCountSolver
{
    /// <summary>The fewest agents with whom a queue reaches its service level.</summary>
    /// <param name="queue">Makes the queue's model with a number of agents.</param>
    /// <param name="target">The service level's target, in seconds.</param>
    /// <param name="level">The share of contacts to answer within the target; above 0 and below 1.</param>
    public static int Fewest(Func<int, QueueModel> queue, double target, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);

        // The service level never falls with more agents, so a bisection finds the least number that reaches it.
        var (tooFew, enough) = (0, 1);
        while (!Reaches(enough))
            (tooFew, enough) = (enough, enough * 2);
        while (enough - tooFew > 1)
        {
            var middle = (tooFew + enough) / 2;
            if (Reaches(middle))
                enough = middle;
            else
                tooFew = middle;
        }

        return enough;

        // Without patience an overloaded queue has no steady state and no service level.
        bool Reaches(int agents) => queue(agents) is var model
            && (model.MeanPatience is not null || model.Load < 1)
            && TheoryComparison.Formula(model, target).ServiceLevel >= level;
    }
}

/// <summary>A half hour of a staffing plan.</summary>
/// <param name="HalfHour">The half hour of the day, 0 to 47.</param>
/// <param name="Calls">The forecast number of calls.</param>
/// <param name="HandleTime">Their average handle time, in seconds.</param>
/// <param name="Erlangs">The work, in erlangs.</param>
/// <param name="ByFormula">The fewest agents by formula, each serving every type.</param>
/// <param name="Formula">The formula's figures with that number.</param>
/// <param name="Simulated">The fewest agents by simulation, with their skills.</param>
/// <param name="SimulatedLevel">The simulated service level with that number.</param>
/// <param name="Teams">The number of these agents in each team.</param>
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
/// <param name="Rows">The half hours with calls.</param>
/// <param name="Teams">The teams, by the types that they serve.</param>
/// <param name="ByType">The simulated service level of the day, by type.</param>
/// <param name="Abandoned">The simulated share of callers who hang up.</param>
/// <param name="GoalMet">Whether every half hour reaches the service level in the simulation.</param>
/// <param name="Seconds">The time that the plan took, in seconds.</param>
public sealed record StaffPlan(
    IReadOnlyList<StaffRow> Rows,
    IReadOnlyList<string> Teams,
    IReadOnlyDictionary<string, double> ByType,
    double Abandoned,
    bool GoalMet,
    double Seconds);

using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>
/// Finds the fewest agents for each half hour: by the formula first, as if each half hour were a queue of its own in which every
/// agent serves every type; then by simulated days, which know of skills, and of what one half hour leaves to the next.
/// </summary>
public sealed class StaffPlanner
{
    // One agent more in each half hour that needs it: twice as many as any real plan took, and a way out for one that cannot be.
    private const int MostRounds = 100;

    private readonly Forecast _forecast;
    private readonly StaffOptions _options;
    private readonly ShiftPlanner _shifts;
    private readonly IReadOnlyList<Team> _teams;
    private readonly StaffSimulation _simulation;
    private readonly Action<string> _progress;

    /// <summary>Prepares a plan.</summary>
    /// <param name="forecast">What is expected.</param>
    /// <param name="options">What is to be reached.</param>
    /// <param name="progress">Called with how far it is.</param>
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

    // What one half hour has too many may have come from lifting another one: each is tried with one agent less, until it fails.
    private void RemoveAgents(int[] agents, CancellationToken cancel)
    {
        foreach (var half in _forecast.HalfHours)
        {
            _progress($"can {PlotFormat.Hour(half / 2)[..3]}{half % 2 * 30:00} do with fewer agents?");
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
        return new StaffRow(
            half, _forecast.CallsIn(half), model.MeanTalk, model.Erlangs, byFormula, TheoryComparison.Formula(model, _options.Target),
            simulated, result.Levels[half], _shifts.Split(simulated));
    }
}

/// <summary>How many agents a queue needs, by the formulas.</summary>
public static class AgentCountSolver
{
    /// <summary>The fewest agents with whom a queue reaches its service level.</summary>
    /// <param name="queue">The queue of a number of agents.</param>
    /// <param name="target">Within how many seconds a contact should be answered.</param>
    /// <param name="level">The share that should be answered so soon; over 0 and under 1.</param>
    public static int Fewest(Func<int, QueueModel> queue, double target, double level)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(level, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, 1);

        // More agents never answer fewer in time: the greatest number that is too small, and the least that is not, are sought
        // between bounds.
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

        // Without a patience a queue that gets more work than it can do has no long run, and no service level.
        bool Reaches(int agents) => queue(agents) is var model
            && (model.MeanPatience is not null || model.Load < 1)
            && TheoryComparison.Formula(model, target).ServiceLevel >= level;
    }
}

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

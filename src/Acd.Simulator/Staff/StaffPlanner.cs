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
        var outcome = _simulation.Run(simulated, cancel);
        return new StaffPlan(
            [.. _forecast.HalfHours.Select(half => RowOf(half, byFormula[half], simulated[half], outcome))],
            [.. _teams.Select(team => string.Join('+', team.Types))],
            outcome.ByType,
            outcome.Abandoned,
            Missed(outcome).Count == 0,
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

    private List<int> Missed(StaffSimulationResult outcome) =>
        [.. _forecast.HalfHours.Where(half => outcome.Levels[half] < _options.Level)];

    private StaffRow RowOf(int half, int byFormula, int simulated, StaffSimulationResult outcome)
    {
        var model = _forecast.PooledModel(half, byFormula, _options.Patience);
        return new StaffRow(
            half, _forecast.CallsIn(half), model.MeanTalk, model.Erlangs, byFormula, TheoryComparison.Formula(model, _options.Target),
            simulated, outcome.Levels[half], _shifts.Split(simulated));
    }
}

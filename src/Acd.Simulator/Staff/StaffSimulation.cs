using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// Days of a forecast through the engine: the same callers, with the same talks and patience, for each plan that is looked at,
/// so that plans differ by their agents alone.
/// </summary>
public sealed class StaffSimulation(Forecast forecast, StaffOptions options, ShiftPlanner shifts)
{
    private readonly CenterSettings _settings = VirtualEngine.SettingsFor(new QueueSettings(QueueId.Default));

    /// <summary>Simulates a plan.</summary>
    /// <param name="agents">How many agents each half hour of the day has.</param>
    /// <param name="cancel">Ends it.</param>
    public StaffSimulationResult Run(IReadOnlyList<int> agents, CancellationToken cancel)
    {
        var plan = shifts.Of(agents);
        var days = new StaffTally[options.Days];
        var workers = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, days.Length, workers, day =>
        {
            var tally = new StaffTally(options.Target);
            new VirtualDay(_settings, plan, Contacts(new Random(unchecked((options.Seed * 7919) + day))), tally.Count).Run();
            days[day] = tally;
        });
        return StaffTally.Sum(days);
    }

    private IEnumerable<VirtualContact> Contacts(Random random)
    {
        foreach (var half in forecast.HalfHours)
        {
            ForecastRow[] rows = [.. forecast.RowsIn(half)];
            var calls = rows.Sum(row => row.Calls);
            for (var at = Gap(); at < DayProfile.SecondsPerHalfHour; at += Gap())
            {
                var row = Pick(rows, random.NextDouble() * calls);
                yield return new VirtualContact(
                    (long)(((half * DayProfile.SecondsPerHalfHour) + at) * 1000),
                    (long)(Exponential(row.HandleTime) * 1000),
                    options.Patience is { } patience ? (long)(Exponential(patience) * 1000) : null)
                {
                    Needs = [new Requirement(new SkillId(row.Type))],
                };
            }

            double Gap() => Exponential(DayProfile.SecondsPerHalfHour / calls);
        }

        double Exponential(double mean) => -Math.Log(1 - random.NextDouble()) * mean;
    }

    private static ForecastRow Pick(ForecastRow[] rows, double place)
    {
        foreach (var row in rows)
        {
            if ((place -= row.Calls) < 0)
                return row;
        }

        return rows[^1];
    }
}

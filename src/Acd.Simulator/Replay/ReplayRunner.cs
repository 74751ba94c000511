using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>Recorded days through the engine, each in a center of its own, as many at once as there are processors.</summary>
public static class ReplayRunner
{
    /// <summary>Replays files of calls.</summary>
    /// <param name="files">The files; what cannot be seen of a caller is estimated from its own file.</param>
    /// <param name="day">Only this day of them.</param>
    /// <param name="options">How it is done.</param>
    /// <param name="done">Called after each day, from any thread.</param>
    /// <param name="cancel">Ends it after the days in hand; those that are done are reported.</param>
    public static ReplayReport Run(
        IReadOnlyList<string> files, DateOnly? day, ReplayOptions options, Action<DateOnly> done, CancellationToken cancel)
    {
        options.Validate();
        var watch = Stopwatch.StartNew();
        var days = files.SelectMany(file => PrepareDays(CallFileReader.Read(file), day, options));
        var results = days.AsParallel().Select(prepared =>
        {
            if (cancel.IsCancellationRequested)
                return null;
            var result = ReplayDay(prepared, options);
            done(result.Comparison.Day);
            return result;
        });
        DayResult[] finished = [.. results.OfType<DayResult>().OrderBy(result => result.Comparison.Day)];
        return ReplayReport.Of([.. finished.Select(result => result.Comparison)], watch.Elapsed) with
        {
            Policies =
            [
                .. options.Policies.Select((policy, index) => new PolicyFigures(
                    policy.Name, policy.About, DayFigures.Sum([.. finished.Select(result => result.Policies[index])]))),
            ],
            Decisions = options.Decisions ? DecisionFigures.Sum([.. finished.Select(result => result.Decisions!)]) : null,
        };
    }

    private static DayResult ReplayDay(PreparedDay day, ReplayOptions options)
    {
        var shifts = RosterBuilder.Of(day.Calls, options.Absences);
        return new DayResult(
            new DayComparison(day.Calls[0].Day, By(RoutingPolicies.Bank), DayFigures.Of(RecordedOutcomes.Of(day.Calls), shifts)),
            [.. options.Policies.Select(By)],
            options.Decisions ? DecisionReplay.Of(day.Calls, DayReplay.QueueOf(options)) : null);

        DayFigures By(RoutingPolicy policy) =>
            DayFigures.Of(new DayReplay(day.Calls, day.Callers, shifts, options, policy).Run(), shifts);
    }

    private static IEnumerable<PreparedDay> PrepareDays(IReadOnlyList<RecordedCall> record, DateOnly? only, ReplayOptions options)
    {
        var callers = new CallerSampler(record, options.Seed);
        foreach (var day in record.GroupBy(call => call.Day).Where(day => only is null || day.Key == only))
        {
            RecordedCall[] calls = [.. day.OrderBy(call => call.At)];
            yield return new PreparedDay(calls, callers.Of(day.Key, calls));
        }
    }

    private sealed record PreparedDay(IReadOnlyList<RecordedCall> Calls, SampledCaller[] Callers);

    private sealed record DayResult(
        DayComparison Comparison, IReadOnlyList<DayFigures> Policies, DecisionFigures? Decisions);
}

/// <summary>How a replay is done.</summary>
public sealed record ReplayOptions
{
    /// <summary>What is assumed of agents between their calls.</summary>
    public AbsenceAssumption Absences { get; init; } = AbsenceAssumption.Observed;

    /// <summary>
    /// How long an agent finishes up after each call, in seconds. 5 is what the record shows: where a call waited the whole
    /// time from one answer to the next, half of the gaps were of 4 to 6 s.
    /// </summary>
    public int WrapUp { get; init; } = 5;

    /// <summary>How much earlier the bank's priority customers stand in line, in seconds.</summary>
    public int HeadStart { get; init; } = 90;

    /// <summary>Settles the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Policies to be compared on the same calls.</summary>
    public IReadOnlyList<RoutingPolicy> Policies { get; init; } = [];

    /// <summary>Whether to look at each answer in the record, whether the engine would have chosen the same call.</summary>
    public bool Decisions { get; init; }

    /// <summary>Throws where an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WrapUp);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WrapUp, 3600);
        ArgumentOutOfRangeException.ThrowIfNegative(HeadStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HeadStart, 3600);
    }
}

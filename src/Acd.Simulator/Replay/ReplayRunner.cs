using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>Replays recorded days through the engine in parallel, each in its own center.</summary>
public static class ReplayRunner
{
    /// <summary>Replays files of calls.</summary>
    /// <param name="files">The files. Patience and talks are estimated from each call's own file.</param>
    /// <param name="day">The only day to replay; null for all.</param>
    /// <param name="options">The options.</param>
    /// <param name="done">Called after each day, from any thread.</param>
    /// <param name="cancel">Ends it after the current days; the report covers the days that are done.</param>
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

    private static IEnumerable<PreparedDay> PrepareDays(
        IReadOnlyList<RecordedCall> record, DateOnly? only, ReplayOptions options)
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

/// <summary>The options of a replay.</summary>
public sealed record ReplayOptions
{
    /// <summary>The assumption about agents between their calls.</summary>
    public AbsenceAssumption Absences { get; init; } = AbsenceAssumption.Observed;

    /// <summary>
    /// The wrap-up after each call, in seconds. The record shows 5: of the gaps throughout which a call waited, half were 4 to
    /// 6 s long.
    /// </summary>
    public int WrapUp { get; init; } = 5;

    /// <summary>The head start of the bank's priority customers, in seconds.</summary>
    public int HeadStart { get; init; } = 90;

    /// <summary>The seed of the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The policies to compare on the same calls.</summary>
    public IReadOnlyList<RoutingPolicy> Policies { get; init; } = [];

    /// <summary>Whether to compare each recorded answer with the engine's choice.</summary>
    public bool Decisions { get; init; }

    /// <summary>Throws if an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exception names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WrapUp);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WrapUp, 3600);
        ArgumentOutOfRangeException.ThrowIfNegative(HeadStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HeadStart, 3600);
    }
}

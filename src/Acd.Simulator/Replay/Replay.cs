using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>Recorded days through the engine, each in a center of its own, as many at once as there are processors.</summary>
public static class Replay
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
        var days = files.SelectMany(file => DaysOf(CallFile.Read(file), day, options));
        var comparisons = days.AsParallel().Select(prepared =>
        {
            if (cancel.IsCancellationRequested)
                return null;
            var comparison = Compare(prepared.Calls, prepared.Callers, options);
            done(comparison.Day);
            return comparison;
        });
        DayComparison[] finished = [.. comparisons.OfType<DayComparison>().OrderBy(comparison => comparison.Day)];
        return ReplayReport.Of(finished, watch.Elapsed);
    }

    private static DayComparison Compare(IReadOnlyList<Call> calls, Caller[] callers, ReplayOptions options) =>
        new(calls[0].Day, Figures.Of(new DayReplay(calls, callers, options).Run()), Figures.Of(Recorded.Of(calls)));

    private static IEnumerable<(IReadOnlyList<Call> Calls, Caller[] Callers)> DaysOf(
        IReadOnlyList<Call> record, DateOnly? only, ReplayOptions options)
    {
        var callers = new Callers(record, options.Seed);
        foreach (var day in record.GroupBy(call => call.Day).Where(day => only is null || day.Key == only))
        {
            Call[] calls = [.. day.OrderBy(call => call.At)];
            yield return (calls, callers.Of(day.Key, calls));
        }
    }
}

using System.Globalization;

namespace Acd.Simulator;

/// <summary>A replay in pictures: the bank filled in blue, the engine in orange.</summary>
public static class ReplayPlots
{
    private const int BankColor = 0;
    private const int EngineColor = 1;

    /// <summary>The day's course, on average over the days.</summary>
    public static IReadOnlyList<Plot> OfCourse(PeriodComparison period)
    {
        var (engine, bank) = (period.Engine.Course, period.Recorded.Course);
        int[] busy = [.. Enumerable.Range(0, DayProfile.HalfHoursPerDay).Where(half => bank.Arrived[half] > 0)];
        var hours = AxisScale.Hours(Math.Floor(busy[0] / 2.0), Math.Ceiling((busy[^1] + 1) / 2.0));
        return
        [
            OfBoth("Callers waiting, on average", (course, half) => course.Queue[half] / course.Days, PlotFormat.Number),
            OfBoth("Agents' time spent talking", (course, half) => course.OccupancyAt(half), PlotFormat.Percent),
            PlotOf("Calls in each half hour", PlotFormat.Number, Steps("both", BankColor, bank, (course, half) =>
                course.Arrived[half] / course.Days, true)),
        ];

        Plot OfBoth(string title, Func<DayProfile, int, double> value, Func<double, string> label) => PlotOf(
            title, label, Steps("bank", BankColor, bank, value, true), Steps("engine", EngineColor, engine, value, false));

        Plot PlotOf(string title, Func<double, string> label, params Series[] series) =>
            new(title, "time of day", series) { XAxis = hours, FormatX = PlotFormat.Hour, FormatY = label };

        StepSeries Steps(string name, int color, DayProfile course, Func<DayProfile, int, double> value, bool filled)
        {
            var points = Enumerable.Range(busy[0], busy[^1] - busy[0] + 1)
                .Select(half => new Point(half / 2.0, value(course, half)));
            return new StepSeries(name, color, [.. points], (busy[^1] + 1) / 2.0, filled);
        }
    }

    /// <summary>The days beside each other.</summary>
    public static IReadOnlyList<Plot> OfDays(IReadOnlyList<DayComparison> days) =>
    [
        ByDay("Callers who hung up, by day", days, figures => figures.AbandonedShare, PlotFormat.Percent),
        ByDay("Mean wait by day, s", days, figures => figures.MeanWait, PlotFormat.Number),
        Scatter("Hung up: each dot is a day", days, figures => figures.AbandonedShare, PlotFormat.Percent),
        Scatter("Mean wait, s: each dot is a day", days, figures => figures.MeanWait, PlotFormat.Number),
    ];

    private static Plot ByDay(
        string title, IReadOnlyList<DayComparison> days, Func<CallFigures, double> value, Func<double, string> label)
    {
        var bank = days.Select((day, at) => new Point(at, value(day.Recorded.Total)));
        var engine = days.Select((day, at) => new Point(at, value(day.Engine.Total)));
        var every = Math.Max(1, days.Count / 6);
        double[] ticks = [.. Enumerable.Range(0, days.Count).Where(day => day % every == 0).Select(day => (double)day)];
        return new Plot(title, "day",
        [
            new LineSeries("bank", BankColor, [.. bank]), new LineSeries("engine", EngineColor, [.. engine], Dashed: true),
        ])
        {
            XAxis = new AxisScale(0, days.Count - 1, ticks),
            FormatX = day => days[(int)day].Day.ToString("d MMM", CultureInfo.InvariantCulture),
            FormatY = label,
        };
    }

    private static Plot Scatter(
        string title, IReadOnlyList<DayComparison> days, Func<CallFigures, double> value, Func<double, string> label)
    {
        Point[] points = [.. days.Select(day => new Point(value(day.Recorded.Total), value(day.Engine.Total)))];
        var scale = AxisScale.ForRange(0, points.Max(point => Math.Max(point.X, point.Y)));
        return new Plot(title, "the bank's; up, the engine's",
        [
            new LineSeries("as the bank", 6, [new(scale.From, scale.From), new(scale.Until, scale.Until)], Dashed: true),
            DotSeries.Of("", EngineColor, points),
        ])
        {
            XAxis = scale,
            YAxis = scale,
            FormatY = label,
            FormatX = label,
        };
    }
}

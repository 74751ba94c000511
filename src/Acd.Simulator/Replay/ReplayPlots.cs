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
        int[] busy = [.. Enumerable.Range(0, Course.HalfHours).Where(half => bank.Arrived[half] > 0)];
        var hours = Scale.Hours(Math.Floor(busy[0] / 2.0), Math.Ceiling((busy[^1] + 1) / 2.0));
        return
        [
            OfBoth("Callers waiting, on average", (course, half) => course.Queue[half] / course.Days, Label.Number),
            OfBoth("Agents' time spent talking", (course, half) => course.OccupancyAt(half), Label.Percent),
            PlotOf("Calls in each half hour", Label.Number, Steps("both", BankColor, bank, (course, half) =>
                course.Arrived[half] / course.Days, true)),
        ];

        Plot OfBoth(string title, Func<Course, int, double> value, Func<double, string> label) => PlotOf(
            title, label, Steps("bank", BankColor, bank, value, true), Steps("engine", EngineColor, engine, value, false));

        Plot PlotOf(string title, Func<double, string> label, params Series[] series) =>
            new(title, "time of day", series) { Across = hours, AcrossLabel = Label.Hour, UpLabel = label };

        Stairs Steps(string name, int color, Course course, Func<Course, int, double> value, bool filled)
        {
            var points = Enumerable.Range(busy[0], busy[^1] - busy[0] + 1)
                .Select(half => new Point(half / 2.0, value(course, half)));
            return new Stairs(name, color, [.. points], (busy[^1] + 1) / 2.0, filled);
        }
    }

    /// <summary>The days beside each other.</summary>
    public static IReadOnlyList<Plot> OfDays(IReadOnlyList<DayComparison> days) =>
    [
        ByDay("Callers who hung up, by day", days, figures => figures.AbandonedShare, Label.Percent),
        ByDay("Mean wait by day, s", days, figures => figures.MeanWait, Label.Number),
        Scatter("Hung up: each dot is a day", days, figures => figures.AbandonedShare, Label.Percent),
        Scatter("Mean wait, s: each dot is a day", days, figures => figures.MeanWait, Label.Number),
    ];

    private static Plot ByDay(
        string title, IReadOnlyList<DayComparison> days, Func<Figures, double> value, Func<double, string> label)
    {
        var bank = days.Select((day, at) => new Point(at, value(day.Recorded.Total)));
        var engine = days.Select((day, at) => new Point(at, value(day.Engine.Total)));
        var every = Math.Max(1, days.Count / 6);
        double[] ticks = [.. Enumerable.Range(0, days.Count).Where(day => day % every == 0).Select(day => (double)day)];
        return new Plot(title, "day",
        [
            new Line("bank", BankColor, [.. bank]), new Line("engine", EngineColor, [.. engine], Dashed: true),
        ])
        {
            Across = new Scale(0, days.Count - 1, ticks),
            AcrossLabel = day => days[(int)day].Day.ToString("d MMM", CultureInfo.InvariantCulture),
            UpLabel = label,
        };
    }

    private static Plot Scatter(
        string title, IReadOnlyList<DayComparison> days, Func<Figures, double> value, Func<double, string> label)
    {
        Point[] points = [.. days.Select(day => new Point(value(day.Recorded.Total), value(day.Engine.Total)))];
        var scale = Scale.Around(0, points.Max(point => Math.Max(point.X, point.Y)));
        return new Plot(title, "the bank's; up, the engine's",
        [
            new Line("as the bank", 6, [new(scale.From, scale.From), new(scale.Until, scale.Until)], Dashed: true),
            Dots.Of("", EngineColor, points),
        ])
        {
            Across = scale,
            Up = scale,
            UpLabel = label,
            AcrossLabel = label,
        };
    }
}

using System.Globalization;

namespace Acd.Simulator;

/// <summary>A replay's report as a page for a supervisor.</summary>
public static class ReplayPage
{
    private const string Source =
        "The calls are those of the Anonymous Bank, 1999, published by the Technion and documented by Ilan Guedj and Avi "
        + "Mandelbaum.";

    /// <summary>The page.</summary>
    public static string Of(ReplayReport report, ReplayOptions options)
    {
        var (engine, bank) = (report.All.Engine.Total, report.All.Recorded.Total);
        var page = new HtmlPage($"Real calls replayed: {NameOf(report.Days)}")
            .Text(Format($"Acd's engine got {engine.Offered:N0} calls that a bank had, with the agents who were at work at the ")
                + "time. This page compares the engine's results with the bank's.")
            .Table(["", "engine", "bank"],
            [
                ["calls", Whole(engine.Offered), Whole(bank.Offered)],
                ["answered within 20 s", Percent(engine.ServiceLevel), Percent(bank.ServiceLevel)],
                ["hung up", Percent(engine.AbandonedShare), Percent(bank.AbandonedShare)],
                ["mean wait of all, s", Seconds(engine.MeanWait), Seconds(bank.MeanWait)],
                ["mean wait of the answered, s", Seconds(engine.AnswerSpeed), Seconds(bank.AnswerSpeed)],
                ["longest queue", Whole(engine.MaxQueue), Whole(bank.MaxQueue)],
                ["agents' time spent talking", Percent(report.All.Engine.Course.Occupancy),
                    Percent(report.All.Recorded.Course.Occupancy)],
            ])
            .Heading("Over the day")
            .Plots(ReplayPlots.OfCourse(report.All), 2);
        if (report.Days.Count > 1)
            AddDays(page, report);
        if (report.Policies.Count > 0)
            AddPolicies(page, report.Policies);
        if (report.Decisions is { } decisions)
            AddDecisions(page, decisions);
        page.Heading("Assumptions").Text($"{ReplayTable.AboutAgents(options)} Patience is drawn from the calls' own "
            + "Kaplan–Meier estimate: a caller who was answered would have waited longer than it did. " + Source);
        return page.ToString();
    }

    private static void AddDays(HtmlPage page, ReplayReport report)
    {
        page.Heading("Day by day").Plots(ReplayPlots.OfDays(report.Days), 2);
        if (report.All.Nearness is { AbandonmentCorrelation: { } abandonment, WaitCorrelation: { } wait } fit)
        {
            page.Text(Format($"How near the engine's days are to the bank's: abandonment, correlation {abandonment:0.00}, ")
                + Format($"mean error {100 * fit.AbandonmentError:0.0} points; mean wait, correlation {wait:0.00}, ")
                + Format($"mean error {fit.WaitError:0.0} s."));
        }

        string[] headings = ["", "calls", "hung up %", "mean wait s", "within 20 s %", "longest queue"];
        if (report.Months.Count > 1)
            page.Table(headings, report.Months.Select(month => RowOf(month.Name, month.Engine.Total, month.Recorded.Total)));
        page.Text("In each cell the engine's figure, then the bank's.").Table(headings, report.Days.Select(day => RowOf(
            day.Day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture), day.Engine.Total, day.Recorded.Total)));
    }

    private static void AddPolicies(HtmlPage page, IReadOnlyList<PolicyFigures> policies) =>
        page.Heading("The same calls under other policies")
            .Text("Fairness is Jain's index over the agents' shares of time spent talking: 1 is even.")
            .Table(["", "", "within 20 s", "mean wait of the answered, s", "hung up", "mean wait of all, s", "fairness"],
                policies.Select(policy => new[]
                {
                    policy.Name, policy.About, Percent(policy.Figures.Total.ServiceLevel),
                    Seconds(policy.Figures.Total.AnswerSpeed), Percent(policy.Figures.Total.AbandonedShare),
                    Seconds(policy.Figures.Total.MeanWait), Format($"{policy.Figures.Fairness:0.000}"),
                }));

    private static void AddDecisions(HtmlPage page, DecisionFigures decisions) =>
        page.Heading("Decision by decision").Text(
            Format($"{decisions.BothClasses:N0} calls were answered while others of their type waited, priority customers and ")
            + Format($"others. For the same line, the engine chooses the bank's call in ")
            + Format($"{100 * decisions.Agreement:0.0} % of them."));

    private static string NameOf(IReadOnlyList<DayComparison> days) => days.Count == 1
        ? days[0].Day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : Format($"{days[0].Day:d MMMM yyyy} to {days[^1].Day:d MMMM yyyy}");

    private static string[] RowOf(string name, CallFigures engine, CallFigures bank) =>
    [
        name, Whole(engine.Offered), Pair(100 * engine.AbandonedShare, 100 * bank.AbandonedShare),
        Pair(engine.MeanWait, bank.MeanWait), Pair(100 * engine.ServiceLevel, 100 * bank.ServiceLevel),
        Format($"{engine.MaxQueue} / {bank.MaxQueue}"),
    ];

    private static string Pair(double engine, double bank) => Format($"{engine:0.0} / {bank:0.0}");

    private static string Whole(int number) => Format($"{number:N0}");

    private static string Seconds(double seconds) => Format($"{seconds:0.0}");

    private static string Percent(double share) => Format($"{100 * share:0.0} %");

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A replay's plots: the bank filled in blue, the engine in orange.</summary>
public static class ReplayPlots
{
    private const int BankColor = 0;
    private const int EngineColor = 1;

    /// <summary>The profile of a day, as a mean over the days.</summary>
    public static IReadOnlyList<Plot> OfCourse(PeriodComparison period)
    {
        var (engine, bank) = (period.Engine.Course, period.Recorded.Course);
        int[] busy = [.. Enumerable.Range(0, DayProfile.HalfHoursPerDay).Where(half => bank.Arrived[half] > 0)];
        var hours = AxisScale.Hours(Math.Floor(busy[0] / 2.0), Math.Ceiling((busy[^1] + 1) / 2.0));
        return
        [
            OfBoth("Callers waiting, on average", (profile, half) => profile.Queue[half] / profile.Days, PlotFormat.Number),
            OfBoth("Agents' time spent talking", (profile, half) => profile.OccupancyAt(half), PlotFormat.Percent),
            PlotOf("Calls in each half hour", PlotFormat.Number, Steps("both", BankColor, bank, (profile, half) =>
                profile.Arrived[half] / profile.Days, true)),
        ];

        Plot OfBoth(string title, Func<DayProfile, int, double> value, Func<double, string> label) => PlotOf(
            title, label, Steps("bank", BankColor, bank, value, true), Steps("engine", EngineColor, engine, value, false));

        Plot PlotOf(string title, Func<double, string> label, params Series[] series) =>
            new(title, "time of day", series) { XAxis = hours, FormatX = PlotFormat.Hour, FormatY = label };

        StepSeries Steps(string name, int color, DayProfile profile, Func<DayProfile, int, double> value, bool filled)
        {
            var points = Enumerable.Range(busy[0], busy[^1] - busy[0] + 1)
                .Select(half => new Point(half / 2.0, value(profile, half)));
            return new StepSeries(name, color, [.. points], (busy[^1] + 1) / 2.0, filled);
        }
    }

    /// <summary>The figures of each day.</summary>
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
        return new Plot(title, "bank, horizontal; engine, vertical",
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

using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>What is compared.</summary>
public enum Measure
{
    /// <summary>The share of the contacts that wait.</summary>
    Waiting,

    /// <summary>The mean wait of the answered, in seconds.</summary>
    AnswerSpeed,

    /// <summary>The share answered within the target.</summary>
    ServiceLevel,

    /// <summary>The share whose callers hang up.</summary>
    Abandoned,

    /// <summary>The share of the agents that talk.</summary>
    Occupancy,
}

/// <summary>A formula's value beside the engine's.</summary>
/// <param name="Measure">What it is of.</param>
/// <param name="Formula">The formula's value.</param>
/// <param name="Engine">The engine's mean over the replications, and the interval about it.</param>
/// <param name="All">The wider interval, of which all of a report's hold their values with the same confidence.</param>
public sealed record MeasureComparison(Measure Measure, double Formula, ConfidenceInterval Engine, ConfidenceInterval All)
{
    /// <summary>Whether the formula lies within the interval.</summary>
    public bool Within => Engine.Contains(Formula);

    /// <summary>Whether it lies within the wider one.</summary>
    public bool WithinAll => All.Contains(Formula);
}

/// <summary>A queue, by the formula and by the engine.</summary>
/// <param name="Model">The queue.</param>
/// <param name="Findings">What was compared.</param>
public sealed record TheoryCase(QueueModel Model, IReadOnlyList<MeasureComparison> Findings);

/// <summary>What a comparison with the formulas has shown.</summary>
/// <param name="Cases">The queues.</param>
/// <param name="Intervals">How many intervals there are.</param>
/// <param name="Within">How many of them, each with its own confidence, hold the formula's value.</param>
/// <param name="WithinAll">How many of the wider ones do.</param>
/// <param name="AllConfidence">
/// The confidence of each wider interval: such that all of them together hold their values with the confidence that was asked
/// for, however they depend on each other (Bonferroni).
/// </param>
/// <param name="GoalMet">
/// Whether every value lies within the wider intervals. Of many intervals at 99 % one in a hundred misses by chance, so that a
/// miss says nothing; a single one among the wider has a chance of 1 %.
/// </param>
/// <param name="Contacts">How many contacts were measured.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record TheoryReport(
    IReadOnlyList<TheoryCase> Cases, int Intervals, int Within, int WithinAll, double AllConfidence, bool GoalMet, long Contacts,
    double Seconds);

/// <summary>A comparison with the formulas for people: a row for each queue, the formula's figure before the engine's.</summary>
public static class TheoryTable
{
    /// <summary>Writes the table, and what is to be said of it.</summary>
    public static void Write(IAnsiConsole console, TheoryReport report, TheoryOptions options)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(string.Create(
            CultureInfo.InvariantCulture, $"The formula / the engine ± {100 * options.Confidence:0.##} %"));
        table.AddColumn("queue");
        foreach (var heading in new[]
        {
            "agents", "load", "wait %", "ASA s", string.Create(CultureInfo.InvariantCulture, $"within {options.Target:0.#} s %"),
            "hung up %", "occupancy %",
        })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var one in report.Cases)
        {
            table.AddRow(
            [
                one.Model.MeanPatience is null ? "Erlang C" : "Erlang A",
                one.Model.Agents.ToString("N0", CultureInfo.InvariantCulture),
                one.Model.Load.ToString("0.00", CultureInfo.InvariantCulture),
                .. Enum.GetValues<Measure>().Select(measure => CellOf(one, measure)),
            ]);
        }

        console.Write(table);
        console.WriteLine(EachOf(report, options));
        console.WriteLine(AllOf(report, options));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Contacts:N0} contacts measured in {report.Seconds:0.0} s; seed {options.Seed}."));
    }

    /// <summary>What the intervals say, each taken by itself.</summary>
    public static string EachOf(TheoryReport report, TheoryOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"Each at {100 * options.Confidence:0.##} %: {report.Within} of {report.Intervals} hold the formula's value "
        + $"(the others are marked !); {report.Intervals * (1 - options.Confidence):0.0} miss it by chance.");

    /// <summary>The verdict: what they say all together.</summary>
    public static string AllOf(TheoryReport report, TheoryOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"All together at {100 * options.Confidence:0.##} % (each at {100 * report.AllConfidence:0.####} %): "
        + $"{report.WithinAll} of {report.Intervals} hold it (the others are marked !!): the engine ")
        + (report.GoalMet ? "is where the formulas are." : "is not where the formulas are.");

    private static string CellOf(TheoryCase one, Measure measure)
    {
        if (one.Findings.FirstOrDefault(comparison => comparison.Measure == measure) is not { } comparison)
            return "";
        var scale = measure == Measure.AnswerSpeed ? 1 : 100;
        var reach = scale * Math.Max(comparison.Engine.High - comparison.Engine.Mean, comparison.Engine.Mean - comparison.Engine.Low);
        var digits = reach > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(reach)), 0, 2) : 2;
        return $"{Number(scale * comparison.Formula, digits)} / {Number(scale * comparison.Engine.Mean, digits)} "
            + $"± {Number(reach, digits)}{(comparison.Within ? "" : comparison.WithinAll ? " !" : " !!")}";
    }

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}

/// <summary>The formulas as curves over the load, and the engine's figures as dots on their intervals.</summary>
public static class TheoryPlot
{
    private const int Steps = 100;

    private static readonly Dictionary<Measure, string> Names = new()
    {
        [Measure.Waiting] = "who waits",
        [Measure.AnswerSpeed] = "mean wait of the answered, s",
        [Measure.ServiceLevel] = "answered within the target",
        [Measure.Abandoned] = "who hangs up",
        [Measure.Occupancy] = "occupancy",
    };

    /// <summary>The picture: a row for callers with a patience and one for those who wait for ever.</summary>
    public static string Of(TheoryReport report, TheoryOptions options)
    {
        var plots = new List<Plot>();
        foreach (var patient in new[] { false, true })
        {
            var cases = report.Cases.Where(one => one.Model.MeanPatience is null == patient).ToArray();
            if (cases.Length > 0)
                plots.AddRange(TheoryComparison.MeasuresOf(cases[0].Model).Select(measure => PlotOf(cases, measure, options)));
        }

        return SvgDocument.Of(plots, columns: Enum.GetValues<Measure>().Length, width: 400);
    }

    private static Plot PlotOf(IReadOnlyList<TheoryCase> cases, Measure measure, TheoryOptions options)
    {
        var kind = cases[0].Model.MeanPatience is null ? "Erlang C" : "Erlang A";
        var series = new List<Series>();
        foreach (var (color, agents) in cases.GroupBy(one => one.Model.Agents).Index())
        {
            TheoryCase[] these = [.. agents];
            var (from, until) = (these.Min(one => one.Model.Load), these.Max(one => one.Model.Load));
            var curve = Enumerable.Range(0, Steps + 1).Select(step => from + ((until - from) * step / Steps));
            var name = agents.Key.ToString("N0", CultureInfo.InvariantCulture) + " agents";
            series.Add(new LineSeries(name, color, [.. curve.Select(load => new Point(load, At(these[0].Model, load)))]));
            series.Add(new DotSeries("", color, [.. these.SelectMany(ErrorBarsOf)]));
        }

        var isSeconds = measure == Measure.AnswerSpeed;
        return new Plot($"{kind}: {Names[measure]}", "load", series) { FormatY = isSeconds ? PlotFormat.Number : PlotFormat.Percent };

        double At(QueueModel model, double load) => TheoryComparison.ValueOf(
            TheoryComparison.Formula(model with { ArrivalsPerSecond = load * model.Agents / model.MeanTalk }, options.Target), measure);

        IEnumerable<ErrorBar> ErrorBarsOf(TheoryCase one) => one.Findings.Where(comparison => comparison.Measure == measure)
            .Select(comparison => new ErrorBar(one.Model.Load, comparison.Engine.Mean, comparison.Engine.Low, comparison.Engine.High));
    }
}

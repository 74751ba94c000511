using System.Globalization;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>The measures that are compared.</summary>
public enum Measure
{
    /// <summary>The share of contacts that wait.</summary>
    Waiting,

    /// <summary>The mean wait of answered contacts, in seconds.</summary>
    AnswerSpeed,

    /// <summary>The share of contacts that are answered within the target.</summary>
    ServiceLevel,

    /// <summary>The share of contacts whose callers hang up.</summary>
    Abandoned,

    /// <summary>The share of agents that talk.</summary>
    Occupancy,
}

/// <summary>A formula's value and the engine's.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="Formula">The formula's value.</param>
/// <param name="Engine">The engine's mean over the replications, with its interval.</param>
/// <param name="All">The wider interval: all of a report's wider intervals together have the confidence of one.</param>
public sealed record MeasureComparison(Measure Measure, double Formula, ConfidenceInterval Engine, ConfidenceInterval All)
{
    /// <summary>Whether the formula's value lies within the interval.</summary>
    public bool Within => Engine.Contains(Formula);

    /// <summary>Whether it lies within the wider interval.</summary>
    public bool WithinAll => All.Contains(Formula);
}

/// <summary>A queue by formula and by engine.</summary>
/// <param name="Model">The queue.</param>
/// <param name="Findings">The compared measures.</param>
public sealed record TheoryCase(QueueModel Model, IReadOnlyList<MeasureComparison> Findings);

/// <summary>The results of the comparison with the formulas.</summary>
/// <param name="Cases">The queues.</param>
/// <param name="Intervals">The number of intervals.</param>
/// <param name="Within">The number of intervals that hold the formula's value.</param>
/// <param name="WithinAll">The number of wider intervals that hold it.</param>
/// <param name="AllConfidence">
/// The confidence of each wider interval, such that all together have the requested confidence, however they depend on each
/// other (Bonferroni).
/// </param>
/// <param name="GoalMet">
/// Whether all wider intervals hold their values. One in a hundred intervals at 99 % misses by chance, so a miss there says
/// nothing. The chance of any miss among the wider ones is 1 %.
/// </param>
/// <param name="Contacts">The number of measured contacts.</param>
/// <param name="Seconds">The real duration, in seconds.</param>
public sealed record TheoryReport(
    IReadOnlyList<TheoryCase> Cases, int Intervals, int Within, int WithinAll, double AllConfidence, bool GoalMet, long Contacts,
    double Seconds);

/// <summary>The comparison as a table: a row for each queue, the formula's value before the engine's.</summary>
public static class TheoryTable
{
    /// <summary>Writes the table and a summary.</summary>
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

    /// <summary>The result of the intervals one by one.</summary>
    public static string EachOf(TheoryReport report, TheoryOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"Each at {100 * options.Confidence:0.##} %: {report.Within} of {report.Intervals} hold the formula's value "
        + $"(the others are marked !); {report.Intervals * (1 - options.Confidence):0.0} miss it by chance.");

    /// <summary>The result of all intervals together.</summary>
    public static string AllOf(TheoryReport report, TheoryOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"All together at {100 * options.Confidence:0.##} % (each at {100 * report.AllConfidence:0.####} %): "
        + $"{report.WithinAll} of {report.Intervals} hold it (the others are marked !!): the engine ")
        + (report.GoalMet ? "agrees with the formulas." : "does not agree with the formulas.");

    private static string CellOf(TheoryCase one, Measure measure)
    {
        if (one.Findings.FirstOrDefault(comparison => comparison.Measure == measure) is not { } comparison)
            return "";
        var scale = measure == Measure.AnswerSpeed ? 1 : 100;
        var (mean, low, high) = comparison.Engine;
        var reach = scale * Math.Max(high - mean, mean - low);
        var digits = reach > 0 ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(reach)), 0, 2) : 2;
        return $"{Number(scale * comparison.Formula, digits)} / {Number(scale * mean, digits)} "
            + $"± {Number(reach, digits)}{(comparison.Within ? "" : comparison.WithinAll ? " !" : " !!")}";
    }

    private static string Number(double value, int digits) => value.ToString($"F{digits}", CultureInfo.InvariantCulture);
}

/// <summary>The formulas as curves over the load, and the engine's values as dots with error bars.</summary>
public static class TheoryPlot
{
    private const int Steps = 100;

    private static readonly Dictionary<Measure, string> Names = new()
    {
        [Measure.Waiting] = "contacts that wait",
        [Measure.AnswerSpeed] = "mean wait of answered contacts, s",
        [Measure.ServiceLevel] = "answered within the target",
        [Measure.Abandoned] = "abandoned",
        [Measure.Occupancy] = "occupancy",
    };

    /// <summary>The picture: a row of plots with patience and one without.</summary>
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
        var format = isSeconds ? (Func<double, string>)PlotFormat.Number : PlotFormat.Percent;
        return new Plot($"{kind}: {Names[measure]}", "load", series) { FormatY = format };

        double At(QueueModel model, double load)
        {
            var loaded = model with { ArrivalsPerSecond = load * model.Agents / model.MeanTalk };
            return TheoryComparison.ValueOf(TheoryComparison.Formula(loaded, options.Target), measure);
        }

        IEnumerable<ErrorBar> ErrorBarsOf(TheoryCase one) => one.Findings.Where(comparison => comparison.Measure == measure)
            .Select(comparison => comparison.Engine)
            .Select(engine => new ErrorBar(one.Model.Load, engine.Mean, engine.Low, engine.High));
    }
}

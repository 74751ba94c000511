using System.Globalization;

namespace Acd.Simulator;

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
            series.Add(new DotSeries("", color, [.. these.SelectMany(WhiskersOf)]));
        }

        var isSeconds = measure == Measure.AnswerSpeed;
        return new Plot($"{kind}: {Names[measure]}", "load", series) { FormatY = isSeconds ? PlotFormat.Number : PlotFormat.Percent };

        double At(QueueModel model, double load) => TheoryComparison.ValueOf(
            TheoryComparison.Formula(model with { ArrivalsPerSecond = load * model.Agents / model.MeanTalk }, options.Target), measure);

        IEnumerable<ErrorBar> WhiskersOf(TheoryCase one) => one.Findings.Where(finding => finding.Measure == measure)
            .Select(finding => new ErrorBar(one.Model.Load, finding.Engine.Mean, finding.Engine.Low, finding.Engine.High));
    }
}

using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>Compares textbook queues by formula and through the engine.</summary>
public static class TheoryComparison
{
    /// <summary>Simulates and compares.</summary>
    /// <param name="options">The queues and the size of the simulations.</param>
    /// <param name="done">Called after each replication, from any thread, with the number of finished ones.</param>
    /// <param name="cancel">Ends it without a report.</param>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static TheoryReport Run(TheoryOptions options, Action<int> done, CancellationToken cancel)
    {
        options.Validate();
        var watch = Stopwatch.StartNew();
        var models = options.Models();
        var replications = new QueueFigures[models.Count][];
        for (var model = 0; model < models.Count; model++)
            replications[model] = new QueueFigures[options.Replications];

        // One seed determines every replication's own seed, whichever thread runs it.
        var seeds = new Random(options.Seed);
        int[] seedOf = [.. Enumerable.Range(0, models.Count * options.Replications).Select(_ => seeds.Next())];
        var workers = new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var finished = 0;
        Parallel.For(0, seedOf.Length, workers, run =>
        {
            var (model, replication) = Math.DivRem(run, options.Replications);
            replications[model][replication] =
                new Replication(models[model], options.Target, options.Contacts, new Random(seedOf[run])).Run();
            done(Interlocked.Increment(ref finished));
        });
        return ReportOf(options, models, replications, watch.Elapsed);
    }

    /// <summary>The figures of a queue by formula.</summary>
    public static QueueFigures Formula(QueueModel model, double target) =>
        model.MeanPatience is null ? ErlangC.Of(model, target) : ErlangA.Of(model, target);

    /// <summary>One of a queue's figures.</summary>
    public static double ValueOf(QueueFigures figures, Measure measure) => measure switch
    {
        Measure.Waiting => figures.Waiting,
        Measure.AnswerSpeed => figures.AnswerSpeed,
        Measure.ServiceLevel => figures.ServiceLevel,
        Measure.Abandoned => figures.Abandoned,
        Measure.Occupancy => figures.Occupancy,
        _ => throw new ArgumentOutOfRangeException(nameof(measure), measure, null),
    };

    /// <summary>The measures of a queue. Without patience there is no abandonment.</summary>
    public static IEnumerable<Measure> MeasuresOf(QueueModel model) =>
        Enum.GetValues<Measure>().Where(measure => measure != Measure.Abandoned || model.MeanPatience is not null);

    private static TheoryReport ReportOf(
        TheoryOptions options, IReadOnlyList<QueueModel> models, QueueFigures[][] replications, TimeSpan took)
    {
        var intervals = models.Sum(model => MeasuresOf(model).Count());
        var all = 1 - ((1 - options.Confidence) / intervals);
        TheoryCase[] cases = [.. models.Select((model, index) => CaseOf(model, replications[index], options, all))];
        var comparisons = cases.SelectMany(one => one.Findings).ToArray();
        return new TheoryReport(
            cases,
            intervals,
            comparisons.Count(comparison => comparison.Within),
            comparisons.Count(comparison => comparison.WithinAll),
            all,
            comparisons.All(comparison => comparison.WithinAll),
            models.Sum(model => (long)options.Replications * Replication.ContactsOf(model, options.Contacts)),
            took.TotalSeconds);
    }

    private static TheoryCase CaseOf(QueueModel model, QueueFigures[] replications, TheoryOptions options, double all)
    {
        var formula = Formula(model, options.Target);
        return new TheoryCase(model, [.. MeasuresOf(model).Select(ComparisonOf)]);

        MeasureComparison ComparisonOf(Measure measure)
        {
            double[] values = [.. replications.Select(figures => ValueOf(figures, measure))];
            return new MeasureComparison(
                measure, ValueOf(formula, measure), Of(measure, values, options.Confidence),
                Of(measure, values, all));
        }

        // If no value varied, because no contact waited or all did, Student's interval is empty. That none of N contacts
        // differed leaves a share of −ln(chance of a miss ÷ 2) ÷ N possible with the same confidence. For a wait, that many
        // talks bound it.
        ConfidenceInterval Of(Measure measure, double[] values, double confidence)
        {
            var interval = ConfidenceInterval.Of(values, confidence);
            if (interval.Low < interval.High)
                return interval;
            var contacts = values.Length * (double)Replication.ContactsOf(model, options.Contacts);
            var reach = -Math.Log((1 - confidence) / 2) / contacts * (measure == Measure.AnswerSpeed ? model.MeanTalk : 1);
            return interval with { Low = interval.Low - reach, High = interval.High + reach };
        }
    }
}

namespace Acd.Simulator.Tests;

/// <summary>A small comparison of the engine with the formulas.</summary>
public sealed class TheoryComparisonTests
{
    private static readonly TheoryOptions Small = new()
    {
        Agents = [5],
        Loads = [0.6, 1.3],
        Contacts = 2_000,
        Replications = 12,
        MeanTalk = 60,
        MeanPatience = 90,
    };

    [Fact]
    public void The_engine_agrees_with_the_formulas()
    {
        var report = Run(Small);

        Assert.Equal((3, 14), (report.Cases.Count, report.Intervals));
        Assert.True(report.GoalMet, "A formula's value is further away than chance explains.");
        Assert.True(report.Within >= 12, $"{report.Within} of 14 intervals hold their value.");
    }

    [Fact]
    public void An_engine_that_serves_other_queues_than_the_formulas_is_detected()
    {
        // The same days, compared with the formulas of a queue with a tenth more work.
        var honest = Run(Small);
        var other = honest.Cases[0].Model with { ArrivalsPerSecond = honest.Cases[0].Model.ArrivalsPerSecond * 1.1 };
        var wrong = TheoryComparison.Formula(other, Small.Target);

        foreach (var comparison in honest.Cases[0].Findings)
            Assert.False(comparison.All.Contains(TheoryComparison.ValueOf(wrong, comparison.Measure)), $"{comparison.Measure}");
    }

    [Fact]
    public void A_miss_alone_is_chance_and_a_miss_of_the_wider_interval_is_not()
    {
        var report = Run(Small);
        var wider = 1 - (0.01 / 14);
        Assert.Equal(wider, report.AllConfidence, 1e-12);
        Assert.All(report.Cases.SelectMany(one => one.Findings), comparison =>
            Assert.True(
                comparison.All.Low < comparison.Engine.Low && comparison.All.High > comparison.Engine.High,
                $"{comparison.Measure}"));

        var missed = report with { Within = 12, WithinAll = 13, GoalMet = false };
        Assert.Equal(
            "Each at 99 %: 12 of 14 hold the formula's value (the others are marked !); 0.1 miss it by chance.",
            TheoryTable.EachOf(missed, Small));
        Assert.Equal(
            "All together at 99 % (each at 99.9286 %): 13 of 14 hold it (the others are marked !!): "
            + "the engine does not agree with the formulas.",
            TheoryTable.AllOf(missed, Small));
    }

    [Fact]
    public void The_same_seed_gives_the_same_report_and_another_one_another()
    {
        var options = Small with { Contacts = 100, Replications = 2, Loads = [0.6] };

        Assert.Equal(Values(Run(options)), Values(Run(options)));
        Assert.NotEqual(Values(Run(options)), Values(Run(options with { Seed = 2 })));
    }

    [Fact]
    public void If_no_contact_waits_the_interval_depends_on_the_number_of_contacts()
    {
        var report = Run(Small with { Agents = [200], Loads = [0.1], Contacts = 500, Replications = 4 });

        var waiting = report.Cases[0].Findings.Single(comparison => comparison.Measure == Measure.Waiting);
        Assert.Equal(0, waiting.Engine.Mean);
        Assert.Equal(-Math.Log(0.005) / (4 * 1000), waiting.Engine.High, 1e-12);
        Assert.True(report.GoalMet);
    }

    [Fact]
    public void A_plot_has_a_curve_and_a_dot_for_each_number_of_agents_and_measure()
    {
        var options = Small with { Contacts = 100, Replications = 2 };
        var picture = TheoryPlot.Of(Run(options), options);

        // Four measures without patience at one load, and five with patience at two.
        Assert.Equal(4 + 5, Count(picture, "<polyline"));
        Assert.Equal(4 + 10, Count(picture, "<circle"));
        System.Xml.Linq.XDocument.Parse(picture);
    }

    private static TheoryReport Run(TheoryOptions options) =>
        TheoryComparison.Run(options, _ => { }, CancellationToken.None);

    private static double[] Values(TheoryReport report) =>
        [.. report.Cases.SelectMany(one => one.Findings).Select(comparison => comparison.Engine.Mean)];

    private static int Count(string text, string what) => text.Split(what).Length - 1;
}

namespace Acd.Simulator.Tests;

public sealed class SampleTests
{
    [Theory]
    [InlineData(0, 10)]
    [InlineData(0.2, 10)]
    [InlineData(0.21, 20)]
    [InlineData(0.5, 30)]
    [InlineData(0.8, 40)]
    [InlineData(0.95, 50)]
    [InlineData(1, 50)]
    public void The_percentile_is_the_nearest_rank(double share, double expected) =>
        Assert.Equal(expected, new Sample([30, 10, 50, 20, 40]).Percentile(share));

    [Fact]
    public void Mean_and_bounds_are_those_of_the_numbers()
    {
        var sample = new Sample([4, 1, 1]);

        Assert.Equal((3, 2.0, 1, 4), (sample.Count, sample.Mean, sample.Min, sample.Max));
    }

    [Fact]
    public void An_empty_sample_has_zeros()
    {
        var sample = new Sample([]);

        Assert.Equal((0, 0, 0, 0, 0), (sample.Count, sample.Mean, sample.Min, sample.Max, sample.Percentile(0.5)));
    }
}

public sealed class SeriesAgreementTests
{
    [Fact]
    public void Correlation_is_Pearsons()
    {
        // Deviations (-1, 0, 1) and (-1, 1, 0): 1 ÷ √(2 × 2).
        Assert.Equal(0.5, SeriesAgreement.Correlation([1, 2, 3], [1, 3, 2])!.Value, 1e-12);
        Assert.Equal(1, SeriesAgreement.Correlation([1, 2, 3], [10, 20, 30])!.Value, 1e-12);
        Assert.Equal(-1, SeriesAgreement.Correlation([1, 2, 3], [3, 2, 1])!.Value, 1e-12);
    }

    [Fact]
    public void A_constant_series_has_no_correlation()
    {
        Assert.Null(SeriesAgreement.Correlation([1], [2]));
        Assert.Null(SeriesAgreement.Correlation([1, 1], [2, 3]));
    }

    [Fact]
    public void The_mean_absolute_error_is_the_mean_distance() =>
        Assert.Equal(2, SeriesAgreement.MeanAbsoluteError([1, 5, 3], [2, 2, 5]));
}

public sealed class StudentTTests
{
    // From the table of Student's distribution that every textbook has.
    [Theory]
    [InlineData(0.995, 1, 63.657)]
    [InlineData(0.995, 2, 9.925)]
    [InlineData(0.995, 9, 3.250)]
    [InlineData(0.995, 19, 2.861)]
    [InlineData(0.975, 10, 2.228)]
    [InlineData(0.95, 5, 2.015)]
    [InlineData(0.995, 120, 2.617)]
    [InlineData(0.9995, 30, 3.646)]
    public void Quantiles_are_those_of_the_table(double chance, int freedom, double expected) =>
        Assert.Equal(expected, StudentT.Quantile(chance, freedom), 0.0006);

    [Fact]
    public void An_interval_is_the_mean_and_as_many_standard_errors()
    {
        // Mean 3, variance 2.5, standard error √0.5; the quantile for 99 % at 4 degrees of freedom is 4.604.
        var interval = ConfidenceInterval.Of([1, 2, 3, 4, 5], 0.99);

        Assert.Equal(3, interval.Mean, 1e-12);
        Assert.Equal(3 - (4.604 * Math.Sqrt(0.5)), interval.Low, 0.001);
        Assert.True(interval.Contains(interval.High) && !interval.Contains(interval.High + 0.001));
    }

    [Fact]
    public void Intervals_hold_the_true_mean_as_often_as_they_say()
    {
        // 2,000 intervals at 90 % about the mean of five uniform numbers; 1,800 are to be expected, give or take 13.
        var random = new Random(7);
        var held = Enumerable.Range(0, 2000)
            .Count(_ => ConfidenceInterval.Of([.. Enumerable.Range(0, 5).Select(_ => random.NextDouble())], 0.9).Contains(0.5));

        Assert.InRange(held, 1740, 1860);
    }
}

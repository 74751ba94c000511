namespace Acd.Simulator.Tests;

public sealed class LatencyHistogramTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Percentiles_are_exact_or_at_most_one_in_128_too_high(int seed)
    {
        var random = new Random(seed);
        var histogram = new LatencyHistogram();
        var values = new double[20_000];
        for (var i = 0; i < values.Length; i++)
        {
            // From microseconds to an hour, evenly over the orders of magnitude.
            values[i] = Math.Floor(Math.Exp(random.NextDouble() * Math.Log(3.6e9)));
            histogram.Record((long)values[i]);
        }

        var exact = new Sample(values);
        foreach (var share in new[] { 0.0, 0.01, 0.5, 0.9, 0.99, 0.999, 1.0 })
            Assert.InRange(histogram.Percentile(share), exact.Percentile(share), exact.Percentile(share) * (1 + (1 / 128.0)));
        Assert.Equal(exact.Max, histogram.Max);
        Assert.Equal(exact.Mean, histogram.Mean, 1e-3);
    }

    [Fact]
    public void Small_values_are_kept_exactly()
    {
        var histogram = new LatencyHistogram();
        for (var value = 0; value < 256; value++)
            histogram.Record(value);

        for (var value = 0; value < 256; value++)
            Assert.Equal(value, histogram.Percentile((value + 1) / 256.0));
    }

    [Theory]
    [InlineData(1L << 62)]
    [InlineData(1L << 40)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_single_value_is_every_percentile(long value)
    {
        var histogram = new LatencyHistogram();
        histogram.Record(value);

        Assert.Equal(Math.Max(0, value), histogram.Percentile(0.5));
        Assert.Equal(Math.Max(0, value), histogram.Percentile(1));
    }

    [Fact]
    public void An_empty_histogram_has_zeros()
    {
        var histogram = new LatencyHistogram();

        Assert.Equal((0, 0, 0, 0L), (histogram.Count, histogram.Max, histogram.Mean, histogram.Percentile(0.99)));
    }
}

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
    public void Of_nothing_all_is_zero()
    {
        var sample = new Sample([]);

        Assert.Equal((0, 0, 0, 0, 0), (sample.Count, sample.Mean, sample.Min, sample.Max, sample.Percentile(0.5)));
    }
}

namespace Acd.Simulator.Tests;

public sealed class ArrivalProcessTests
{
    [Fact]
    public void Constant_arrivals_are_at_equal_distances()
    {
        var arrivals = new ArrivalProcess(ArrivalKind.Constant, 4, new Random(1));

        Assert.Equal([0.25, 0.5, 0.75, 1], Enumerable.Range(0, 4).Select(_ => arrivals.Next().TotalSeconds));
    }

    [Fact]
    public void Poisson_arrivals_have_the_rate_and_the_spread_of_independent_callers()
    {
        var arrivals = new ArrivalProcess(ArrivalKind.Poisson, 100, new Random(1));
        var last = TimeSpan.Zero;
        var gaps = new double[20_000];
        for (var i = 0; i < gaps.Length; i++)
        {
            var next = arrivals.Next();
            gaps[i] = (next - last).TotalSeconds;
            last = next;
        }

        // Of exponential gaps the standard deviation is the mean, and a share of 1/e is longer than it.
        var mean = gaps.Average();
        Assert.Equal(0.01, mean, 0.0003);
        Assert.Equal(mean, Math.Sqrt(gaps.Select(gap => (gap - mean) * (gap - mean)).Average()), 0.0003);
        Assert.Equal(1 / Math.E, gaps.Count(gap => gap > mean) / 20_000.0, 0.01);
    }
}

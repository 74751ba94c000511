namespace Acd.Simulator.Tests;

public sealed class KaplanMeierTests
{
    // By hand: of 6 one ends at 2 (5/6 are left); one is censored at 3; of 4 two end at 5 (5/6 × 2/4 = 5/12); one is
    // censored at 5, after those that end there; the last ends at 9 (0).
    private static readonly CensoredDuration[] Example =
        [new(5, true), new(2, true), new(3, false), new(5, false), new(9, true), new(5, true)];

    private static readonly KaplanMeier Estimate = KaplanMeier.Estimate(Example);

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(1, 1.0)]
    [InlineData(2, 5.0 / 6)]
    [InlineData(4, 5.0 / 6)]
    [InlineData(5, 5.0 / 12)]
    [InlineData(8, 5.0 / 12)]
    [InlineData(9, 0)]
    [InlineData(100, 0)]
    public void Survival_is_the_product_limit(int seconds, double expected) =>
        Assert.Equal(expected, Estimate.SurvivalAfter(seconds), 1e-12);

    [Theory]
    [InlineData(0, 0.0, 2)]
    [InlineData(0, 0.16, 2)]
    [InlineData(0, 0.17, 5)]
    [InlineData(0, 0.58, 5)]
    [InlineData(0, 0.59, 9)]
    [InlineData(3, 0.49, 5)]
    [InlineData(3, 0.51, 9)]
    [InlineData(6, 0.01, 9)]
    [InlineData(6, 0.99, 9)]
    public void A_draw_inverts_the_survival_beyond_the_lower_bound(int seconds, double share, int expected) =>
        Assert.Equal(expected, Estimate.DrawBeyond(seconds, share));

    [Fact]
    public void Past_the_longest_duration_nothing_lasts()
    {
        var estimate = KaplanMeier.Estimate([new(4, true), new(30, false)]);

        Assert.Equal(30, estimate.DrawBeyond(4, 0.7));
        Assert.Equal(40, estimate.DrawBeyond(40, 0.7));
    }

    [Fact]
    public void Without_durations_nothing_lasts_longer() => Assert.Equal(7, KaplanMeier.Estimate([]).DrawBeyond(7, 0.5));
}

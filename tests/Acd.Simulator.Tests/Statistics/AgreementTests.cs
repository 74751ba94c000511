namespace Acd.Simulator.Tests;

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
    public void There_is_no_correlation_where_nothing_varies()
    {
        Assert.Null(SeriesAgreement.Correlation([1], [2]));
        Assert.Null(SeriesAgreement.Correlation([1, 1], [2, 3]));
    }

    [Fact]
    public void The_mean_absolute_error_is_the_mean_distance() =>
        Assert.Equal(2, SeriesAgreement.MeanAbsoluteError([1, 5, 3], [2, 2, 5]));
}

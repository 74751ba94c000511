namespace Acd.Simulator;

/// <summary>How well two series of the same length agree.</summary>
public static class SeriesAgreement
{
    /// <summary>Pearson's correlation; none where there are fewer than two pairs, or a series does not vary.</summary>
    public static double? Correlation(IReadOnlyList<double> left, IReadOnlyList<double> right)
    {
        if (left.Count < 2)
            return null;
        var (leftMean, rightMean) = (left.Average(), right.Average());
        double both = 0, leftOnly = 0, rightOnly = 0;
        for (var i = 0; i < left.Count; i++)
        {
            var (x, y) = (left[i] - leftMean, right[i] - rightMean);
            both += x * y;
            leftOnly += x * x;
            rightOnly += y * y;
        }

        return leftOnly == 0 || rightOnly == 0 ? null : both / Math.Sqrt(leftOnly * rightOnly);
    }

    /// <summary>The mean distance between pairs; 0 where there is none.</summary>
    public static double MeanAbsoluteError(IReadOnlyList<double> left, IReadOnlyList<double> right) =>
        left.Count == 0 ? 0 : left.Zip(right, (x, y) => Math.Abs(x - y)).Average();
}

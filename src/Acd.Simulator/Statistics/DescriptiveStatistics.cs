namespace Acd.Simulator;

/// <summary>A sample that keeps every number, at most a few thousand, so that its figures are exact.</summary>
public sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    /// <summary>The number of values.</summary>
    public int Count => _sorted.Length;

    /// <summary>The mean; 0 for an empty sample.</summary>
    public double Mean => _sorted.Length == 0 ? 0 : _sorted.Average();

    /// <summary>The least value; 0 for an empty sample.</summary>
    public double Min => _sorted.Length == 0 ? 0 : _sorted[0];

    /// <summary>The greatest value; 0 for an empty sample.</summary>
    public double Max => _sorted.Length == 0 ? 0 : _sorted[^1];

    /// <summary>
    /// The least value that at least this share of the values does not exceed (nearest rank); 0 for an empty sample.
    /// </summary>
    /// <param name="share">0 to 1.</param>
    public double Percentile(double share)
    {
        if (_sorted.Length == 0)
            return 0;
        var rank = (int)Math.Ceiling(share * _sorted.Length);
        return _sorted[Math.Clamp(rank, 1, _sorted.Length) - 1];
    }
}

/// <summary>The agreement of two series of the same length.</summary>
public static class SeriesAgreement
{
    /// <summary>Pearson's correlation; null for fewer than two pairs or a constant series.</summary>
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

    /// <summary>The mean absolute difference of the pairs; 0 for empty series.</summary>
    public static double MeanAbsoluteError(IReadOnlyList<double> left, IReadOnlyList<double> right) =>
        left.Count == 0 ? 0 : left.Zip(right, (x, y) => Math.Abs(x - y)).Average();
}

/// <summary>How evenly shares are distributed.</summary>
public static class FairnessIndex
{
    /// <summary>
    /// Jain's index: (Σx)² ÷ (n Σx²). It is 1 for equal shares, and 1 ÷ n if one has everything. Without anything to share it
    /// is 1.
    /// </summary>
    /// <param name="shares">The shares, 0 or more each.</param>
    public static double Jain(IReadOnlyCollection<double> shares)
    {
        var squares = shares.Sum(share => share * share);
        return squares == 0 ? 1 : shares.Sum() * shares.Sum() / (shares.Count * squares);
    }
}

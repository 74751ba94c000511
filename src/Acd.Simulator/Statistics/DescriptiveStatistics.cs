namespace Acd.Simulator;

/// <summary>A few thousand numbers at the most, kept one by one, so that what is said of them is exact.</summary>
public sealed class Sample(IEnumerable<double> values)
{
    private readonly double[] _sorted = [.. values.Order()];

    /// <summary>How many numbers there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>Their mean; 0 where there is none.</summary>
    public double Mean => _sorted.Length == 0 ? 0 : _sorted.Average();

    /// <summary>The least; 0 where there is none.</summary>
    public double Min => _sorted.Length == 0 ? 0 : _sorted[0];

    /// <summary>The greatest; 0 where there is none.</summary>
    public double Max => _sorted.Length == 0 ? 0 : _sorted[^1];

    /// <summary>
    /// The least number that at least this share of the numbers does not pass (nearest rank); 0 where there is none.
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

/// <summary>How evenly something is shared.</summary>
public static class FairnessIndex
{
    /// <summary>
    /// Jain's index: (Σx)² ÷ (n Σx²). It is 1 where all have the same, and 1 ÷ n where one has everything; 1 where there is
    /// nothing to share.
    /// </summary>
    /// <param name="shares">What each has, 0 or more.</param>
    public static double Jain(IReadOnlyCollection<double> shares)
    {
        var squares = shares.Sum(share => share * share);
        return squares == 0 ? 1 : shares.Sum() * shares.Sum() / (shares.Count * squares);
    }
}

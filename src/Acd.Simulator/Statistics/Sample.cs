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

namespace Acd.Simulator;

/// <summary>Student's distribution: how far a mean of few numbers strays, in its own standard errors.</summary>
public static class StudentT
{
    /// <summary>The value that is not passed with a given chance.</summary>
    /// <param name="chance">Over 0.5 and under 1.</param>
    /// <param name="freedom">The degrees of freedom, 1 at least.</param>
    public static double Quantile(double chance, int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(chance, 0.5);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chance, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        var (low, high) = (0.0, 1.0);
        while (Beyond(high, freedom) > 1 - chance)
            high *= 2;
        for (var middle = high / 2; middle > low && middle < high; middle = (low + high) / 2)
        {
            if (Beyond(middle, freedom) > 1 - chance)
                low = middle;
            else
                high = middle;
        }

        return high;
    }

    /// <summary>
    /// The chance that a value above 0 is passed: the finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4, which hold for
    /// whole degrees of freedom.
    /// </summary>
    private static double Beyond(double value, int freedom)
    {
        var angle = Math.Atan2(value, Math.Sqrt(freedom));
        var (sine, cosine) = Math.SinCos(angle);
        var odd = freedom % 2 == 1;
        var (term, sum) = odd ? (cosine, 0.0) : (1.0, 0.0);
        for (var power = odd ? 3 : 2; power <= freedom; power += 2)
        {
            sum += term;
            term *= cosine * cosine * (power - 1) / power;
        }

        var within = odd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
        return (1 - within) / 2;
    }
}

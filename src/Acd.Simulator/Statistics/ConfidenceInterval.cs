namespace Acd.Simulator;

/// <summary>A mean with the interval that holds the true mean.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct ConfidenceInterval(double Mean, double Low, double High)
{
    /// <summary>Whether a value lies within the interval.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Student's interval about the mean of independent numbers.</summary>
    /// <param name="numbers">At least two numbers.</param>
    /// <param name="confidence">The share of such intervals that hold the true mean, such as 0.99.</param>
    public static ConfidenceInterval Of(IReadOnlyList<double> numbers, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numbers.Count, 2, nameof(numbers));
        var mean = numbers.Average();
        var variance = numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1);
        var reach = StudentT.Quantile((1 + confidence) / 2, numbers.Count - 1) * Math.Sqrt(variance / numbers.Count);
        return new ConfidenceInterval(mean, mean - reach, mean + reach);
    }
}

/// <summary>Student's t distribution.</summary>
public static class StudentT
{
    /// <summary>The value that a variable exceeds with the chance 1 − <paramref name="chance"/>.</summary>
    /// <param name="chance">Above 0.5 and below 1.</param>
    /// <param name="freedom">The degrees of freedom, at least 1.</param>
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
    /// The chance that a variable exceeds a value above 0: the finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4, for
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

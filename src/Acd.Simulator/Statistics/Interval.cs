namespace Acd.Simulator;

/// <summary>A mean, and how far the true one may be from it.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct ConfidenceInterval(double Mean, double Low, double High)
{
    /// <summary>Whether a value lies within.</summary>
    public bool Contains(double value) => value >= Low && value <= High;

    /// <summary>Student's interval about the mean of independent numbers.</summary>
    /// <param name="numbers">Two at least.</param>
    /// <param name="confidence">How often such an interval holds the true mean, such as 0.99.</param>
    public static ConfidenceInterval Of(IReadOnlyList<double> numbers, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numbers.Count, 2, nameof(numbers));
        var mean = numbers.Average();
        var variance = numbers.Sum(number => (number - mean) * (number - mean)) / (numbers.Count - 1);
        var reach = StudentT.Quantile((1 + confidence) / 2, numbers.Count - 1) * Math.Sqrt(variance / numbers.Count);
        return new ConfidenceInterval(mean, mean - reach, mean + reach);
    }
}

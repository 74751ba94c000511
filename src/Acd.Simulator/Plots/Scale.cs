namespace Acd.Simulator;

/// <summary>An axis' range, and the round numbers that are written on it.</summary>
/// <param name="From">The least value.</param>
/// <param name="Until">The greatest; over the least.</param>
/// <param name="Ticks">What is written on it, in order.</param>
public sealed record AxisScale(double From, double Until, IReadOnlyList<double> Ticks)
{
    private const int MostTicks = 6;

    /// <summary>A scale that shows all values between round ends, at steps of 1, 2 or 5 times a power of ten.</summary>
    public static AxisScale ForRange(double least, double greatest)
    {
        if (greatest <= least)
            greatest = least + (least == 0 ? 1 : Math.Abs(least));
        var step = Math.Pow(10, Math.Floor(Math.Log10((greatest - least) / MostTicks)));
        foreach (var factor in (double[])[2, 2.5, 2])
        {
            if ((greatest - least) / step > MostTicks)
                step *= factor;
        }

        var (first, last) = (Math.Floor(least / step), Math.Ceiling(greatest / step));
        return new AxisScale(first * step, last * step, TicksOf(first, last, step));
    }

    /// <summary>A scale of hours of a day, with as many of them written on it as there is room for.</summary>
    public static AxisScale Hours(double from, double until)
    {
        var step = Math.Ceiling((until - from) / (MostTicks + 1));
        return new AxisScale(from, until, TicksOf(Math.Ceiling(from / step), Math.Floor(until / step), step));
    }

    /// <summary>Where on the axis a value is: 0 to 1.</summary>
    public double Normalize(double value) => (value - From) / (Until - From);

    private static double[] TicksOf(double first, double last, double step) =>
        [.. Enumerable.Range(0, (int)(last - first) + 1).Select(tick => (first + tick) * step)];
}

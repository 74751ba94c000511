using System.Globalization;

namespace Acd.Simulator;

/// <summary>A plot: two axes and the series on them.</summary>
/// <param name="Title">Its title.</param>
/// <param name="XTitle">The title of the horizontal axis.</param>
/// <param name="Series">The series, from back to front.</param>
public sealed record Plot(string Title, string XTitle, IReadOnlyList<Series> Series)
{
    /// <summary>The horizontal axis; by default it fits the series.</summary>
    public AxisScale? XAxis { get; init; }

    /// <summary>The vertical axis; by default it begins at 0 and fits the series.</summary>
    public AxisScale? YAxis { get; init; }

    /// <summary>Formats a value of the vertical axis.</summary>
    public Func<double, string> FormatY { get; init; } = PlotFormat.Number;

    /// <summary>Formats a value of the horizontal axis.</summary>
    public Func<double, string> FormatX { get; init; } = PlotFormat.Number;
}

/// <summary>A point of a plot.</summary>
/// <param name="X">The horizontal value.</param>
/// <param name="Y">The vertical value.</param>
public readonly record struct Point(double X, double Y);

/// <summary>A point with an interval of its vertical value.</summary>
/// <param name="X">The horizontal value.</param>
/// <param name="Y">The vertical value.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct ErrorBar(double X, double Y, double Low, double High);

/// <summary>A series of a plot.</summary>
/// <param name="Name">Its name in the legend; an empty name keeps it out of the legend.</param>
/// <param name="Color">The index of its colour in the palette.</param>
public abstract record Series(string Name, int Color)
{
    /// <summary>The points that the plot's axes must include.</summary>
    public abstract IEnumerable<Point> Extent { get; }
}

/// <summary>Points joined by a line.</summary>
public sealed record LineSeries(string Name, int Color, IReadOnlyList<Point> Points, bool Dashed = false) : Series(Name, Color)
{
    /// <inheritdoc/>
    public override IEnumerable<Point> Extent => Points;
}

/// <summary>A step function: each value holds until the next point.</summary>
/// <param name="Name">Its name in the legend.</param>
/// <param name="Color">The index of its colour in the palette.</param>
/// <param name="Points">The beginning of each step, in order.</param>
/// <param name="Until">The end of the last step.</param>
/// <param name="Filled">Whether the area below is filled.</param>
public sealed record StepSeries(string Name, int Color, IReadOnlyList<Point> Points, double Until, bool Filled = false)
    : Series(Name, Color)
{
    /// <inheritdoc/>
    public override IEnumerable<Point> Extent => Points.Append(new Point(Until, 0));
}

/// <summary>Dots with error bars.</summary>
public sealed record DotSeries(string Name, int Color, IReadOnlyList<ErrorBar> Points) : Series(Name, Color)
{
    /// <inheritdoc/>
    public override IEnumerable<Point> Extent =>
        Points.SelectMany(dot => new[] { new Point(dot.X, dot.Low), new Point(dot.X, dot.High) });

    /// <summary>Dots without error bars.</summary>
    public static DotSeries Of(string name, int color, IEnumerable<Point> points) =>
        new(name, color, [.. points.Select(point => new ErrorBar(point.X, point.Y, point.Y, point.Y))]);
}

/// <summary>An axis' range and its tick marks.</summary>
/// <param name="From">The least value.</param>
/// <param name="Until">The greatest value; above the least.</param>
/// <param name="Ticks">The values of the tick marks, in order.</param>
public sealed record AxisScale(double From, double Until, IReadOnlyList<double> Ticks)
{
    private const int MostTicks = 6;

    /// <summary>A scale with round ends around all values, with steps of 1, 2 or 5 times a power of ten.</summary>
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

    /// <summary>A scale of hours of a day, with as many tick marks as fit.</summary>
    public static AxisScale Hours(double from, double until)
    {
        var step = Math.Ceiling((until - from) / (MostTicks + 1));
        return new AxisScale(from, until, TicksOf(Math.Ceiling(from / step), Math.Floor(until / step), step));
    }

    /// <summary>A value's place on the axis, 0 to 1.</summary>
    public double Normalize(double value) => (value - From) / (Until - From);

    private static double[] TicksOf(double first, double last, double step) =>
        [.. Enumerable.Range(0, (int)(last - first) + 1).Select(tick => (first + tick) * step)];
}

/// <summary>Formats of values on plots.</summary>
public static class PlotFormat
{
    /// <summary>A number, in its shortest form.</summary>
    public static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A share, in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>An hour of the day.</summary>
    public static string Hour(double hour) => hour.ToString("00", CultureInfo.InvariantCulture) + ":00";
}

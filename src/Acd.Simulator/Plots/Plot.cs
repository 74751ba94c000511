using System.Globalization;

namespace Acd.Simulator;

/// <summary>A plot: two axes and what is drawn on them.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="XTitle">What the horizontal axis is.</param>
/// <param name="Series">What is drawn, the lowest first.</param>
public sealed record Plot(string Title, string XTitle, IReadOnlyList<Series> Series)
{
    /// <summary>The horizontal axis; made from what is drawn where it is not given.</summary>
    public AxisScale? XAxis { get; init; }

    /// <summary>The vertical axis; from 0, and made from what is drawn, where it is not given.</summary>
    public AxisScale? YAxis { get; init; }

    /// <summary>How a value of the vertical axis is written.</summary>
    public Func<double, string> FormatY { get; init; } = PlotFormat.Number;

    /// <summary>How a value of the horizontal axis is written.</summary>
    public Func<double, string> FormatX { get; init; } = PlotFormat.Number;
}

/// <summary>A point of a plot.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Y">How much it is.</param>
public readonly record struct Point(double X, double Y);

/// <summary>A point with the interval that it stands for.</summary>
/// <param name="X">Where it is.</param>
/// <param name="Y">How much it is.</param>
/// <param name="Low">The interval's lower end.</param>
/// <param name="High">Its upper end.</param>
public readonly record struct ErrorBar(double X, double Y, double Low, double High);

/// <summary>Something drawn on a plot.</summary>
/// <param name="Name">What the legend calls it; nothing where it is not to stand there.</param>
/// <param name="Color">Which of the palette's colours it has.</param>
public abstract record Series(string Name, int Color)
{
    /// <summary>The points that have to be on the plot.</summary>
    public abstract IEnumerable<Point> Extent { get; }
}

/// <summary>Points joined by a line.</summary>
public sealed record LineSeries(string Name, int Color, IReadOnlyList<Point> Points, bool Dashed = false) : Series(Name, Color)
{
    /// <inheritdoc/>
    public override IEnumerable<Point> Extent => Points;
}

/// <summary>Values that hold from their place to the next one's: stairs, with what is under them filled.</summary>
/// <param name="Name">What the legend calls it.</param>
/// <param name="Color">Its colour.</param>
/// <param name="Points">Where each value begins, by place.</param>
/// <param name="Until">Where the last one ends.</param>
/// <param name="Filled">Whether what is under the stairs is filled.</param>
public sealed record StepSeries(string Name, int Color, IReadOnlyList<Point> Points, double Until, bool Filled = false)
    : Series(Name, Color)
{
    /// <inheritdoc/>
    public override IEnumerable<Point> Extent => Points.Append(new Point(Until, 0));
}

/// <summary>Dots, each on the interval that it stands for.</summary>
public sealed record DotSeries(string Name, int Color, IReadOnlyList<ErrorBar> Points) : Series(Name, Color)
{
    /// <inheritdoc/>
    public override IEnumerable<Point> Extent =>
        Points.SelectMany(dot => new[] { new Point(dot.X, dot.Low), new Point(dot.X, dot.High) });

    /// <summary>Dots that stand for themselves.</summary>
    public static DotSeries Of(string name, int color, IEnumerable<Point> points) =>
        new(name, color, [.. points.Select(point => new ErrorBar(point.X, point.Y, point.Y, point.Y))]);
}

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

/// <summary>How values are written on plots.</summary>
public static class PlotFormat
{
    /// <summary>A number, as short as it can be.</summary>
    public static string Number(double value) => value.ToString("#,0.####", CultureInfo.InvariantCulture);

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>An hour of the day.</summary>
    public static string Hour(double hour) => hour.ToString("00", CultureInfo.InvariantCulture) + ":00";
}

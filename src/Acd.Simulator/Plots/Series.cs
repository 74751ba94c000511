namespace Acd.Simulator;

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

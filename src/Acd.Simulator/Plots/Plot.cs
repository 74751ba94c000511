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

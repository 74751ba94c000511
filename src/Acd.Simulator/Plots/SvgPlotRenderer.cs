using System.Globalization;
using System.Net;
using System.Text;

namespace Acd.Simulator;

/// <summary>
/// Draws plots as plain SVG without scripts, fonts or other files, so a picture opens anywhere and can be a part of a page. Its
/// colours suit colour-blind readers (Okabe and Ito's palette).
/// </summary>
public sealed class SvgPlotRenderer
{
    private const double Left = 58, Right = 14, Top = 46, Bottom = 40;

    private static readonly string[] Palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"];

    private readonly StringBuilder _text = new();
    private readonly Plot _plot;
    private readonly AxisScale _xAxis;
    private readonly AxisScale _yAxis;
    private readonly double _width;
    private readonly double _height;

    private SvgPlotRenderer(Plot plot, double width, double height)
    {
        (_plot, _width, _height) = (plot, width - Left - Right, height - Top - Bottom);
        Point[] extent = [.. plot.Series.SelectMany(series => series.Extent)];
        _xAxis = plot.XAxis ?? AxisScale.ForRange(extent.Min(point => point.X), extent.Max(point => point.X));
        _yAxis = plot.YAxis ?? AxisScale.ForRange(Math.Min(0, extent.Min(point => point.Y)), extent.Max(point => point.Y));
    }

    /// <summary>Draws a plot of a given size as an SVG group.</summary>
    public static string Group(Plot plot, double width, double height)
    {
        var drawing = new SvgPlotRenderer(plot, width, height);
        drawing.DrawFrame();
        foreach (var series in plot.Series)
            drawing.Draw(series);
        drawing.DrawLegend();
        return drawing._text.ToString();
    }

    private void DrawFrame()
    {
        Add($"""<text x="{X(_xAxis.From)}" y="16" class="title">{WebUtility.HtmlEncode(_plot.Title)}</text>""");
        foreach (var tick in _yAxis.Ticks)
        {
            Add($"""<path d="M{X(_xAxis.From)} {Y(tick)}H{X(_xAxis.Until)}" class="grid"/>""");
            var y = Format(YPosition(tick) + 4);
            Add($"""<text x="{Format(Left - 6)}" y="{y}" text-anchor="end">{_plot.FormatY(tick)}</text>""");
        }

        var below = Format(YPosition(_yAxis.From) + 17);
        foreach (var tick in _xAxis.Ticks)
        {
            Add($"""<path d="M{X(tick)} {Y(_yAxis.From)}v4" class="axis"/>""");
            Add($"""<text x="{X(tick)}" y="{below}" text-anchor="middle">{_plot.FormatX(tick)}</text>""");
        }

        Add($"""<path d="M{X(_xAxis.From)} {Y(_yAxis.From)}H{X(_xAxis.Until)}" class="axis"/>""");
        var (middle, under) = (Format(Left + (_width / 2)), Format(YPosition(_yAxis.From) + 33));
        Add($"""<text x="{middle}" y="{under}" text-anchor="middle">{WebUtility.HtmlEncode(_plot.XTitle)}</text>""");
    }

    private void DrawLegend()
    {
        var x = Left;
        foreach (var series in _plot.Series.Where(series => series.Name.Length > 0))
        {
            var dash = series is LineSeries { Dashed: true } ? " stroke-dasharray=\"5 3\"" : "";
            Add(series is DotSeries
                ? $"""<circle cx="{Format(x + 9)}" cy="30" r="3" fill="{ColorOf(series)}"/>"""
                : $"""<path d="M{Format(x)} 30h18" stroke="{ColorOf(series)}" stroke-width="3"{dash}/>""");
            Add($"""<text x="{Format(x + 23)}" y="34">{WebUtility.HtmlEncode(series.Name)}</text>""");
            x += 38 + (6.1 * series.Name.Length);
        }
    }

    private void Draw(Series series)
    {
        switch (series)
        {
            case LineSeries line: DrawLine(line); break;
            case StepSeries steps: DrawSteps(steps); break;
            case DotSeries dots: DrawDots(dots); break;
            default: throw new ArgumentException($"A series of type {series.GetType().Name} cannot be drawn.", nameof(series));
        }
    }

    private void DrawLine(LineSeries line)
    {
        var points = string.Join(' ', line.Points.Select(point => $"{X(point.X)},{Y(point.Y)}"));
        var dash = line.Dashed ? " stroke-dasharray=\"5 3\"" : "";
        Add($"""<polyline points="{points}" fill="none" stroke="{ColorOf(line)}" stroke-width="1.8"{dash}/>""");
    }

    private void DrawSteps(StepSeries steps)
    {
        var path = new StringBuilder($"M{X(steps.Points[0].X)} {Y(_yAxis.From)}");
        foreach (var point in steps.Points)
            path.Append(CultureInfo.InvariantCulture, $"H{X(point.X)}V{Y(point.Y)}");
        path.Append(CultureInfo.InvariantCulture, $"H{X(steps.Until)}V{Y(_yAxis.From)}");
        var fill = steps.Filled ? $"{ColorOf(steps)}\" fill-opacity=\"0.25" : "none";
        Add($"""<path d="{path}" fill="{fill}" stroke="{ColorOf(steps)}" stroke-width="1.8"/>""");
    }

    private void DrawDots(DotSeries dots)
    {
        foreach (var dot in dots.Points)
        {
            if (dot.Low < dot.High)
                Add($"""<path d="M{X(dot.X)} {Y(dot.Low)}V{Y(dot.High)}" stroke="{ColorOf(dots)}" stroke-width="2"/>""");
            var tooltip = $"{dots.Name} {_plot.FormatX(dot.X)}: {_plot.FormatY(dot.Y)}".Trim();
            Add($"""<circle cx="{X(dot.X)}" cy="{Y(dot.Y)}" r="3" fill="{ColorOf(dots)}">"""
                + $"<title>{WebUtility.HtmlEncode(tooltip)}</title></circle>");
        }
    }

    private static string ColorOf(Series series) => Palette[series.Color % Palette.Length];

    private void Add(string element) => _text.Append(element).Append('\n');

    private double YPosition(double value) => Top + (_height * (1 - Math.Clamp(_yAxis.Normalize(value), 0, 1)));

    private string X(double value) => Format(Left + (_width * Math.Clamp(_xAxis.Normalize(value), 0, 1)));

    private string Y(double value) => Format(YPosition(value));

    private static string Format(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Several plots in one SVG picture.</summary>
public static class SvgDocument
{
    private const string Style =
        """
        <style>
        text{font:12px system-ui,sans-serif;fill:#222} .title{font-weight:600;font-size:14px}
        .grid{stroke:#ddd} .axis{stroke:#555}
        </style>
        """;

    /// <summary>A picture of plots of equal size.</summary>
    /// <param name="plots">The plots, by rows.</param>
    /// <param name="columns">The number of plots in a row.</param>
    /// <param name="width">The width of a plot.</param>
    /// <param name="height">The height of a plot.</param>
    public static string Of(IReadOnlyList<Plot> plots, int columns = 1, double width = 460, double height = 280)
    {
        var rows = (plots.Count + columns - 1) / columns;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{columns * width}\" ");
        text.Append(CultureInfo.InvariantCulture, $"height=\"{rows * height}\" ");
        text.Append(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {columns * width} {rows * height}\" role=\"img\">\n{Style}\n");
        text.Append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        for (var plot = 0; plot < plots.Count; plot++)
        {
            var (row, column) = Math.DivRem(plot, columns);
            text.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({column * width} {row * height})\">\n");
            text.Append(SvgPlotRenderer.Group(plots[plot], width, height)).Append("</g>\n");
        }

        return text.Append("</svg>\n").ToString();
    }
}

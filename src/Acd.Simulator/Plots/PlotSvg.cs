using System.Globalization;
using System.Net;
using System.Text;

namespace Acd.Simulator;

/// <summary>
/// Draws plots as plain SVG: no script, no font and no file from elsewhere, so that a picture opens anywhere and may stand in a
/// page. Colours are told apart by colour-blind readers too (Okabe and Ito's palette).
/// </summary>
public sealed class PlotSvg
{
    private const double Left = 58, Right = 14, Top = 46, Bottom = 40;

    private static readonly string[] Palette = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555"];

    private readonly StringBuilder _text = new();
    private readonly Plot _plot;
    private readonly Scale _across;
    private readonly Scale _up;
    private readonly double _width;
    private readonly double _height;

    private PlotSvg(Plot plot, double width, double height)
    {
        (_plot, _width, _height) = (plot, width - Left - Right, height - Top - Bottom);
        Point[] extent = [.. plot.Series.SelectMany(series => series.Extent)];
        _across = plot.Across ?? Scale.Around(extent.Min(point => point.X), extent.Max(point => point.X));
        _up = plot.Up ?? Scale.Around(Math.Min(0, extent.Min(point => point.Y)), extent.Max(point => point.Y));
    }

    /// <summary>A plot as a group of a given size, without the picture around it.</summary>
    public static string Group(Plot plot, double width, double height)
    {
        var drawing = new PlotSvg(plot, width, height);
        drawing.DrawFrame();
        foreach (var series in plot.Series)
            drawing.Draw(series);
        drawing.DrawLegend();
        return drawing._text.ToString();
    }

    private void DrawFrame()
    {
        Add($"""<text x="{X(_across.From)}" y="16" class="title">{WebUtility.HtmlEncode(_plot.Title)}</text>""");
        foreach (var tick in _up.Ticks)
        {
            Add($"""<path d="M{X(_across.From)} {Y(tick)}H{X(_across.Until)}" class="grid"/>""");
            Add($"""<text x="{N(Left - 6)}" y="{N(Up(tick) + 4)}" text-anchor="end">{_plot.UpLabel(tick)}</text>""");
        }

        foreach (var tick in _across.Ticks)
        {
            Add($"""<path d="M{X(tick)} {Y(_up.From)}v4" class="axis"/>""");
            Add($"""<text x="{X(tick)}" y="{N(Up(_up.From) + 17)}" text-anchor="middle">{_plot.AcrossLabel(tick)}</text>""");
        }

        Add($"""<path d="M{X(_across.From)} {Y(_up.From)}H{X(_across.Until)}" class="axis"/>""");
        var (middle, under) = (N(Left + (_width / 2)), N(Up(_up.From) + 33));
        Add($"""<text x="{middle}" y="{under}" text-anchor="middle">{WebUtility.HtmlEncode(_plot.AcrossTitle)}</text>""");
    }

    private void DrawLegend()
    {
        var x = Left;
        foreach (var series in _plot.Series.Where(series => series.Name.Length > 0))
        {
            var dash = series is Line { Dashed: true } ? " stroke-dasharray=\"5 3\"" : "";
            Add(series is Dots
                ? $"""<circle cx="{N(x + 9)}" cy="30" r="3" fill="{ColorOf(series)}"/>"""
                : $"""<path d="M{N(x)} 30h18" stroke="{ColorOf(series)}" stroke-width="3"{dash}/>""");
            Add($"""<text x="{N(x + 23)}" y="34">{WebUtility.HtmlEncode(series.Name)}</text>""");
            x += 38 + (6.1 * series.Name.Length);
        }
    }

    private void Draw(Series series)
    {
        switch (series)
        {
            case Line line: DrawLine(line); break;
            case Stairs stairs: DrawStairs(stairs); break;
            case Dots dots: DrawDots(dots); break;
            default: throw new ArgumentException($"Nobody knows how to draw {series.GetType().Name}.", nameof(series));
        }
    }

    private void DrawLine(Line line)
    {
        var points = string.Join(' ', line.Points.Select(point => $"{X(point.X)},{Y(point.Y)}"));
        var dash = line.Dashed ? " stroke-dasharray=\"5 3\"" : "";
        Add($"""<polyline points="{points}" fill="none" stroke="{ColorOf(line)}" stroke-width="1.8"{dash}/>""");
    }

    private void DrawStairs(Stairs stairs)
    {
        var path = new StringBuilder($"M{X(stairs.Points[0].X)} {Y(_up.From)}");
        foreach (var point in stairs.Points)
            path.Append(CultureInfo.InvariantCulture, $"H{X(point.X)}V{Y(point.Y)}");
        path.Append(CultureInfo.InvariantCulture, $"H{X(stairs.Until)}V{Y(_up.From)}");
        var fill = stairs.Filled ? $"{ColorOf(stairs)}\" fill-opacity=\"0.25" : "none";
        Add($"""<path d="{path}" fill="{fill}" stroke="{ColorOf(stairs)}" stroke-width="1.8"/>""");
    }

    private void DrawDots(Dots dots)
    {
        foreach (var dot in dots.Whiskers)
        {
            if (dot.Low < dot.High)
                Add($"""<path d="M{X(dot.X)} {Y(dot.Low)}V{Y(dot.High)}" stroke="{ColorOf(dots)}" stroke-width="2"/>""");
            var about = $"{dots.Name} {_plot.AcrossLabel(dot.X)}: {_plot.UpLabel(dot.Y)}".Trim();
            Add($"""<circle cx="{X(dot.X)}" cy="{Y(dot.Y)}" r="3" fill="{ColorOf(dots)}">"""
                + $"<title>{WebUtility.HtmlEncode(about)}</title></circle>");
        }
    }

    private static string ColorOf(Series series) => Palette[series.Color % Palette.Length];

    private void Add(string element) => _text.Append(element).Append('\n');

    private double Up(double value) => Top + (_height * (1 - Math.Clamp(_up.Place(value), 0, 1)));

    private string X(double value) => N(Left + (_width * Math.Clamp(_across.Place(value), 0, 1)));

    private string Y(double value) => N(Up(value));

    private static string N(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

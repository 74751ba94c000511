using System.Globalization;
using System.Text;

namespace Acd.Simulator;

/// <summary>Plots beside and below each other in one SVG picture.</summary>
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
    /// <param name="columns">How many are beside each other.</param>
    /// <param name="width">How wide each is.</param>
    /// <param name="height">How high each is.</param>
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

using System.Xml.Linq;

namespace Acd.Simulator.Tests;

public sealed class PlotTests
{
    [Theory]
    [InlineData(0, 0.97, 0, 1, 6)]
    [InlineData(0, 12, 0, 12, 7)]
    [InlineData(0, 20.1, 0, 25, 6)]
    [InlineData(-3, 40, -10, 40, 6)]
    [InlineData(0, 0, 0, 1, 6)]
    [InlineData(5, 5, 5, 10, 6)]
    public void A_scale_has_round_ends_and_a_few_round_ticks(double least, double greatest, double from, double until, int ticks)
    {
        var scale = AxisScale.ForRange(least, greatest);

        Assert.Equal((from, until), (Math.Round(scale.From, 9), Math.Round(scale.Until, 9)));
        Assert.Equal(ticks, scale.Ticks.Count);
    }

    [Fact]
    public void Hours_have_as_many_ticks_as_fit()
    {
        Assert.Equal([8, 10, 12, 14, 16, 18], AxisScale.Hours(7, 19).Ticks);
        Assert.Equal([0, 4, 8, 12, 16, 20, 24], AxisScale.Hours(0, 24).Ticks);
    }

    [Fact]
    public void A_picture_is_valid_SVG_with_all_series_and_loads_nothing()
    {
        Plot plot = new("calls & \"waits\" <5 s", "hour",
        [
            new StepSeries("real", 0, [new(0, 1), new(1, 3)], 2, Filled: true),
            new LineSeries("engine", 1, [new(0, 1), new(2, 3)], Dashed: true),
            new DotSeries("", 2, [new(1, 2, 1.5, 2.5)]),
        ]);

        var picture = XDocument.Parse(SvgDocument.Of([plot, plot, plot], columns: 2, width: 300, height: 200));

        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(("600", "400"), (picture.Root!.Attribute("width")!.Value, picture.Root.Attribute("height")!.Value));
        Assert.Equal(3, picture.Descendants(svg + "polyline").Count());
        Assert.Equal(3, picture.Descendants(svg + "circle").Count());
        Assert.Contains(picture.Descendants(svg + "text"), text => text.Value == "calls & \"waits\" <5 s");
        Assert.DoesNotContain(picture.Descendants(), element => element.Name.LocalName is "script" or "image" or "link");
    }

    [Fact]
    public void Points_are_where_the_axes_say()
    {
        // 200 × 100 for the plot itself: the width less 72, the height less 86.
        Plot plot = new("", "", [new LineSeries("", 0, [new(0, 0), new(10, 10)])]);

        Assert.Contains("points=\"58,146 258,46\"", SvgPlotRenderer.Group(plot, 272, 186));
    }
}

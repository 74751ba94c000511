using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Acd.Simulator.Tests;

public sealed class ReplayPageTests
{
    private static readonly DateOnly First = new(1999, 9, 1);

    [Fact]
    public void A_page_is_one_file_with_plots_days_and_policies()
    {
        var page = ReplayPage.Of(Report(3), new ReplayOptions());

        Assert.Equal(2, Regex.Count(page, "<svg"));
        Assert.DoesNotMatch("<script|<link|<img|src=|href=", page);
        Assert.Contains("Wed 1 Sep 1999", page);
        Assert.Contains("<td>1 &lt; 2</td>", page);
        foreach (Match picture in Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline))
            XDocument.Parse(picture.Value);
    }

    [Fact]
    public void A_page_of_one_day_has_the_course_of_that_day_only()
    {
        var page = ReplayPage.Of(Report(1), new ReplayOptions());

        Assert.Equal(1, Regex.Count(page, "<svg"));
        Assert.DoesNotContain("Day by day", page);
        Assert.Contains("1 September 1999", page);
    }

    private static ReplayReport Report(int days)
    {
        var comparisons = Enumerable.Range(0, days).Select(day => new DayComparison(
            First.AddDays(day), Figures(20 + day), Figures(30 + (2 * day)))).ToArray();
        return ReplayReport.Of(comparisons, TimeSpan.FromSeconds(1)) with
        {
            Policies = [new PolicyFigures("swift", "1 < 2", Figures(5))],
            Decisions = new DecisionFigures(10, 9, 5, 4),
        };
    }

    private static DayFigures Figures(int wait) => DayFigures.Of(
        [new CallOutcome(36_000, true, wait, 100, "A01"), new CallOutcome(36_010, false, wait, 0, null)],
        [new Shift("A01", 30_000, 40_000, ["PS"], "PS", [])]);
}

namespace Acd.Simulator.Tests;

public sealed class StaffPlannerTests
{
    private static readonly Forecast OneType = ForecastFile.Parse(
        ["from,calls,aht_s", "09:00,60,180", "09:30,90,180", "10:00,40,180", "10:30,0,180"], "f.csv");

    private static readonly Forecast TwoTypes = ForecastFile.Parse(
        ["from,type,calls,aht_s", "09:00,a,60,180", "09:00,b,60,180", "09:30,a,60,180", "09:30,b,60,180"], "f.csv");

    private static readonly StaffOptions Options = new() { Days = 40 };

    [Fact]
    public void A_plan_reaches_its_level_in_every_half_hour_with_about_the_agents_of_the_formula()
    {
        var plan = Plan(OneType, Options);

        Assert.True(plan.GoalMet);
        Assert.Equal([18, 19, 20], plan.Rows.Select(row => row.HalfHour));
        Assert.All(plan.Rows, row => Assert.InRange(row.Simulated, row.ByFormula - 1, row.ByFormula + 1));
        Assert.All(plan.Rows, row => Assert.True(row.SimulatedLevel >= 0.8 && row.Formula.ServiceLevel >= 0.8));
    }

    [Fact]
    public void Agents_who_can_one_thing_each_are_more_than_those_who_can_all()
    {
        var apart = Plan(TwoTypes, Options with { Teams = [new Team(["a"], 1), new Team(["b"], 1)] });
        var together = Plan(TwoTypes, Options);

        Assert.True(apart.GoalMet && together.GoalMet);
        Assert.Equal(apart.Rows.Select(row => row.ByFormula), together.Rows.Select(row => row.ByFormula));
        Assert.True(apart.Rows.Sum(row => row.Simulated) > together.Rows.Sum(row => row.Simulated));
        Assert.All(apart.Rows, row => Assert.Equal(row.Simulated, row.Teams.Sum()));
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan() => Assert.Equal(
        Plan(OneType, Options).Rows.Select(row => (row.Simulated, row.SimulatedLevel)),
        Plan(OneType, Options).Rows.Select(row => (row.Simulated, row.SimulatedLevel)));

    [Fact]
    public void Callers_who_wait_for_ever_are_all_answered()
    {
        var plan = Plan(OneType, Options with { Patience = null });

        Assert.Equal(0, plan.Abandoned);
        Assert.True(plan.GoalMet);
    }

    [Fact]
    public void Teams_have_to_fit_the_forecast()
    {
        Assert.Contains("serves b", Refusal(Options with { Teams = [new Team(["a"], 1)] }));
        Assert.Contains("serves c", Refusal(Options with { Teams = [new Team(["a", "b", "c"], 1)] }));
        Assert.Contains("patience", Refusal(Options with { Teams = [new Team(["a", "b"], 1)], Patience = null }));

        static string Refusal(StaffOptions options) =>
            Assert.Throws<UsageException>(() => new StaffPlanner(TwoTypes, options, _ => { })).Message;
    }

    [Fact]
    public void A_plan_is_written_as_values_and_drawn()
    {
        var options = Options with { Days = 5, Teams = [new Team(["a"], 1), new Team(["b"], 1)] };
        var plan = Plan(TwoTypes, options);

        var lines = StaffOutput.Csv(plan).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.EndsWith("level_simulated,a,b", lines[0]);
        Assert.StartsWith("09:00,120,180,12,", lines[1]);
        Assert.All(lines, line => Assert.Equal(12, line.Split(',').Length));
        System.Xml.Linq.XDocument.Parse(StaffOutput.Svg(plan, options));
    }

    private static StaffPlan Plan(Forecast forecast, StaffOptions options) =>
        new StaffPlanner(forecast, options, _ => { }).Plan(CancellationToken.None);
}

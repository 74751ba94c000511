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
    public void Agents_with_one_skill_each_are_more_than_agents_with_all_skills()
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
    public void Callers_without_a_limit_of_patience_are_all_answered()
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

public sealed class AgentCountSolverTests
{
    // Call Centre Helper's worked example of Erlang C: 100 calls of 3 minutes in half an hour, 80 % within 20 s: 14 agents, who
    // answer 88.8 % in time; 13 would answer 79.6 %.
    [Fact]
    public void The_fewest_agents_are_those_of_the_worked_example()
    {
        Assert.Equal(14, Fewest(100, 180, null, 20, 0.8));
        Assert.Equal(13, Fewest(100, 180, null, 20, 0.795));
    }

    // From a table of Erlang C: with 8 servers a twentieth of the arrivals waits at 3.87 erlangs; with 10 a hundredth at 4.08.
    [Theory]
    [InlineData(3.86, 0.95, 8)]
    [InlineData(3.88, 0.95, 9)]
    [InlineData(4.07, 0.99, 10)]
    [InlineData(4.09, 0.99, 11)]
    public void The_fewest_agents_are_those_of_the_tables(double erlangs, double level, int agents) =>
        Assert.Equal(agents, Fewest(erlangs * 10, 180, null, 0, level));

    [Theory]
    [InlineData(20, 120.0)]
    [InlineData(400, 120.0)]
    [InlineData(400, null)]
    [InlineData(20_000, 60.0)]
    public void One_agent_fewer_would_miss_the_level(double calls, double? patience)
    {
        var agents = Fewest(calls, 180, patience, 20, 0.8);

        Assert.True(LevelOf(agents) >= 0.8);
        Assert.True(LevelOf(agents - 1) < 0.8);

        double LevelOf(int count) =>
            TheoryComparison.Formula(new QueueModel(count, calls / 1800, 180, patience), 20).ServiceLevel;
    }

    [Fact]
    public void Impatient_callers_need_fewer_agents() =>
        Assert.True(Fewest(400, 180, 60, 20, 0.8) < Fewest(400, 180, null, 20, 0.8));

    private static int Fewest(double calls, double time, double? patience, double target, double level) =>
        AgentCountSolver.Fewest(agents => new QueueModel(agents, calls / 1800, time, patience), target, level);
}

public sealed class ShiftPlannerTests
{
    private const long HalfHour = 1_800_000;

    [Fact]
    public void Agents_are_assigned_to_teams_by_their_shares_one_by_one()
    {
        var shifts = new ShiftPlanner([new Team(["a"], 5), new Team(["b"], 3), new Team(["a", "b"], 2)]);

        Assert.Equal([5, 3, 2], shifts.Split(10));
        for (var agents = 1; agents < 30; agents++)
        {
            var more = shifts.Split(agents + 1).Zip(shifts.Split(agents), (after, before) => after - before).ToArray();
            Assert.Equal(1, more.Sum());
            Assert.DoesNotContain(-1, more);
        }
    }

    [Fact]
    public void Each_agent_works_while_that_many_are_needed_and_the_last_ones_stay()
    {
        var agents = new int[DayProfile.HalfHoursPerDay];
        (agents[18], agents[19], agents[20]) = (2, 1, 2);

        var shifts = new ShiftPlanner([new Team(["a"], 1)]).Of(agents);

        Assert.Equal(
            [(18 * HalfHour, null), (18 * HalfHour, 19 * HalfHour), (20 * HalfHour, (long?)null)],
            shifts.Select(shift => (shift.From, shift.Until)));
        Assert.Equal(3, shifts.Select(shift => shift.Agent).Distinct().Count());
    }
}

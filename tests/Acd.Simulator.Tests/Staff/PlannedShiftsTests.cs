namespace Acd.Simulator.Tests;

public sealed class ShiftPlannerTests
{
    private const long HalfHour = 1_800_000;

    [Fact]
    public void Agents_are_dealt_to_teams_by_their_shares_one_by_one()
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
    public void Each_agent_is_at_work_while_so_many_are_needed_and_the_last_ones_stay()
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

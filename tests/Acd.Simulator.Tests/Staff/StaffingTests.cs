namespace Acd.Simulator.Tests;

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
            Simulator.TheoryComparison.Formula(new QueueModel(count, calls / 1800, 180, patience), 20).ServiceLevel;
    }

    [Fact]
    public void Impatient_callers_need_fewer_agents() =>
        Assert.True(Fewest(400, 180, 60, 20, 0.8) < Fewest(400, 180, null, 20, 0.8));

    private static int Fewest(double calls, double time, double? patience, double target, double level) =>
        AgentCountSolver.Fewest(agents => new QueueModel(agents, calls / 1800, time, patience), target, level);
}

namespace Acd.Simulator.Tests;

/// <summary>The formulas compared with published values and with each other.</summary>
public sealed class ErlangTests
{
    // Erlang B: the offered load of which a hundredth is blocked, from the tables in every textbook on traffic.
    [Theory]
    [InlineData(1, 0.0101)]
    [InlineData(5, 1.361)]
    [InlineData(10, 4.461)]
    [InlineData(20, 12.03)]
    [InlineData(50, 37.90)]
    [InlineData(100, 84.06)]
    public void A_hundredth_is_blocked_at_the_load_of_the_tables(int agents, double erlangs) =>
        Assert.Equal(0.01, ErlangC.BlockingProbability(agents, erlangs), 0.0001);

    // Two well-known worked examples: 360 calls of 4 minutes in half an hour to 55 agents, target 15 s (Mitan's
    // description of Erlang C); 100 calls of 3 minutes in half an hour to 14 agents, target 20 s (Call Centre Helper's).
    [Theory]
    [InlineData(55, 360, 240, 15, 0.239, 8.2, 0.846, 0.873)]
    [InlineData(14, 100, 180, 20, 0.1741, 7.8, 0.888, 0.714)]
    public void Erlang_C_gives_the_worked_examples(
        int agents, int calls, double talk, double target, double waiting, double speed, double level, double occupancy)
    {
        var figures = ErlangC.Of(new QueueModel(agents, calls / 1800.0, talk), target);

        Assert.Equal(waiting, figures.Waiting, 0.0005);
        Assert.Equal(speed, figures.AnswerSpeed, 0.05);
        Assert.Equal(level, figures.ServiceLevel, 0.0005);
        Assert.Equal(occupancy, figures.Occupancy, 0.0005);
        Assert.Equal(0, figures.Abandoned);
    }

    // Mandelbaum and Zeltyn: 48 calls a minute of a minute each to 50 agents. Erlang C: 20.8 s and 96 %; with a patience of
    // two minutes 3.1 % hang up, the mean wait of all is 3.7 s, and agents are busy 93 % of the time.
    [Fact]
    public void Erlang_A_gives_the_published_example_where_Erlang_C_is_far_off()
    {
        var patient = ErlangC.Of(new QueueModel(50, 0.8, 60), 20);
        var model = new QueueModel(50, 0.8, 60, 120);
        var impatient = ErlangA.Of(model, 20);

        Assert.Equal((20.8, 0.96), (Math.Round(patient.AnswerSpeed, 1), Math.Round(patient.Occupancy, 2)));
        Assert.Equal((0.031, 0.93), (Math.Round(impatient.Abandoned, 3), Math.Round(impatient.Occupancy, 2)));
        Assert.Equal(3.7, impatient.Abandoned * 120, 0.05);
    }

    [Theory]
    [InlineData(10, 0.7)]
    [InlineData(100, 0.95)]
    [InlineData(1000, 0.95)]
    public void With_a_patience_of_years_Erlang_A_is_Erlang_C(int agents, double load)
    {
        var arrivals = agents * load / 180;
        var (patient, almost) = (ErlangC.Of(new(agents, arrivals, 180), 20), ErlangA.Of(new(agents, arrivals, 180, 1e9), 20));

        foreach (var measure in Enum.GetValues<Measure>())
            Assert.Equal(TheoryComparison.ValueOf(patient, measure), TheoryComparison.ValueOf(almost, measure), 1e-4);
    }

    // One agent, and patiences as long as talks: a contact leaves at the same rate whether it waits or talks, so
    // their number has the Poisson distribution with mean 1. The agent is idle with the chance 1/e.
    [Fact]
    public void A_queue_whose_patience_is_a_talk_is_a_Poisson_number()
    {
        var figures = ErlangA.Of(new QueueModel(1, 1 / 60.0, 60, 60), 0);

        Assert.Equal(1 - Math.Exp(-1), figures.Waiting, 1e-12);
        Assert.Equal(1 - Math.Exp(-1), figures.Occupancy, 1e-12);
        Assert.Equal(Math.Exp(-1), figures.Abandoned, 1e-12);
        Assert.Equal(Math.Exp(-1), figures.ServiceLevel, 1e-12);
    }

    [Theory]
    [InlineData(10_000, 0.5)]
    [InlineData(10_000, 1.5)]
    [InlineData(100_000, 0.99)]
    [InlineData(2, 0.0001)]
    [InlineData(2, 100)]
    public void Nothing_overflows_at_any_size(int agents, double load)
    {
        var figures = ErlangA.Of(new QueueModel(agents, agents * load / 180, 180, 120), 20);

        foreach (var share in new[] { figures.Waiting, figures.ServiceLevel, figures.Abandoned, figures.Occupancy })
            Assert.InRange(share, -1e-12, 1 + 1e-12);
        Assert.InRange(figures.AnswerSpeed, 0, 1e4);
        Assert.True(load < 1 || figures.Abandoned >= 1 - (1 / load), "At least the excess work must be abandoned.");
    }

    [Fact]
    public void An_overloaded_queue_without_patience_has_no_steady_state() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangC.Of(new QueueModel(10, 1, 10), 20));

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, 0, 1)]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 1, double.NaN, 1)]
    public void A_queue_with_a_value_out_of_range_is_refused(int agents, double arrivals, double talk, double patience) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ErlangA.Of(new QueueModel(agents, arrivals, talk, patience), 20));
}

namespace Acd.Simulator.Tests;

public sealed class RosterBuilderTests
{
    private static readonly DateOnly Day = new(1999, 9, 1);

    [Fact]
    public void A_shift_is_from_the_first_answer_to_the_last_end_with_the_types_served()
    {
        RecordedCall[] calls = [Answered(100, "PS", 40), Answered(300, "IN", 70), Answered(500, "PS", 20)];

        var shift = Assert.Single(RosterBuilder.Of(calls, AbsenceAssumption.None));

        Assert.Equal(("A01", 100, 520), (shift.Agent, shift.From, shift.Until));
        Assert.Equal(["IN", "PS"], shift.Types);
        Assert.Empty(shift.Away);
    }

    [Fact]
    public void Calls_without_a_known_agent_make_no_shift() => Assert.Empty(RosterBuilder.Of(
        [
            Answered(100, "PS", 40) with { Agent = null },
            Answered(100, "PS", 0) with { AnsweredAt = 0 },
            Waiting(100, "PS", 40),
        ],
        AbsenceAssumption.Observed));

    [Fact]
    public void A_stuck_record_counts_as_an_hour() =>
        Assert.Equal(100 + 3600, Assert.Single(RosterBuilder.Of([Answered(100, "PS", 50_000)], AbsenceAssumption.None)).Until);

    [Fact]
    public void A_long_gap_is_an_absence_by_the_assumption_gaps()
    {
        // Gaps of 120 s and of 121 s, one that a longer call fills, and one of 200 s.
        RecordedCall[] calls =
        [
            Answered(1, "PS", 9), Answered(130, "PS", 10), Answered(261, "PS", 300), Answered(270, "PS", 5),
            Answered(761, "PS", 1),
        ];

        var shift = Assert.Single(RosterBuilder.Of(calls, AbsenceAssumption.Gaps));
        Assert.Equal([new SecondsRange(140, 261), new SecondsRange(561, 761)], shift.Away);
    }

    [Fact]
    public void An_agent_is_away_until_no_call_waits_that_it_could_have_served()
    {
        RecordedCall[] calls =
            [Answered(100, "PS", 20), Waiting(110, "PS", 40), Waiting(130, "PS", 50), Answered(400, "PS", 20)];

        Assert.Equal([new SecondsRange(120, 180)], Assert.Single(RosterBuilder.Of(calls, AbsenceAssumption.Observed)).Away);
    }

    [Fact]
    public void An_agent_is_away_until_it_takes_a_call_that_waited()
    {
        RecordedCall[] calls = [Answered(100, "PS", 20), Answered(200, "PS", 20) with { At = 140, Wait = 60 }];

        Assert.Equal([new SecondsRange(120, 200)], Assert.Single(RosterBuilder.Of(calls, AbsenceAssumption.Observed)).Away);
    }

    [Fact]
    public void An_agent_is_not_away_for_calls_it_does_not_serve_nor_for_the_turnaround_between_two_calls()
    {
        var waited = Answered(130, "PS", 20) with { At = 110, Wait = 20 };
        RecordedCall[] calls = [Answered(100, "PS", 20), Waiting(110, "IN", 90), waited, Answered(400, "PS", 1)];

        Assert.Empty(Assert.Single(RosterBuilder.Of(calls, AbsenceAssumption.Observed)).Away);
    }

    private static RecordedCall Answered(int at, string type, int talk) => new(Day, at, type, 0, true, 0, at, talk, "A01");

    private static RecordedCall Waiting(int at, string type, int wait) => new(Day, at, type, 0, false, wait, 0, 0, null);
}

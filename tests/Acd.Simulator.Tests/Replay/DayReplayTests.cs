namespace Acd.Simulator.Tests;

public sealed class DayReplayTests
{
    private static readonly DateOnly Day = new(1999, 9, 1);

    // One agent, who serves PS. By hand, with 5 s of wrap-up and a head start of 90 s:
    //   100  the 1st call is answered at once, and talks until 160; the agent is ready at 165.
    //   110  the 2nd waits (rank 110).
    //   120  the 3rd, of the priority class, waits before it (rank 30).
    //   130  the 4th, NE, has no agent: three wait.
    //   165  the 3rd is answered after 45 s, 5 s before its caller would have hung up; it talks its 60 s until 225.
    //   210  the 2nd hangs up after 100 s: it waited 60 s in the record, and no caller in the record waited longer than 100 s.
    //   230  the 4th hangs up after 100 s, as it did.
    private static readonly RecordedCall[] Calls =
    [
        new(Day, 100, "PS", 0, true, 0, 100, 60, "A01"),
        new(Day, 110, "PS", 1, true, 60, 170, 60, "A01"),
        new(Day, 120, "PS", 2, false, 50, 0, 0, null),
        new(Day, 130, "NE", 0, false, 100, 0, 0, null),
    ];

    [Fact]
    public void A_day_of_four_calls_comes_out_as_worked_out_by_hand()
    {
        var figures = Replay(new ReplayOptions());

        Assert.Equal((4, 2, 1, 3), (figures.Offered, figures.Answered, figures.AnsweredInTime, figures.Waited));
        Assert.Equal((245.0, 3), (figures.WaitSum, figures.MaxQueue));
        Assert.Equal((0.5, 0.25, 245 / 4.0, 245 / 3.0),
            (figures.AbandonedShare, figures.ServiceLevel, figures.MeanWait, figures.MeanWaitOfWaited));
    }

    [Fact]
    public void Without_a_head_start_the_calls_are_served_by_time()
    {
        // The 2nd is answered at 165 after 55 s, the 3rd hangs up after its 50 s.
        var figures = Replay(new ReplayOptions { HeadStart = 0 });

        Assert.Equal((2, 55.0 + 50 + 100), (figures.Answered, figures.WaitSum));
    }

    [Fact]
    public void Without_wrap_up_the_next_call_is_answered_when_the_last_one_ends() =>
        Assert.Equal(40.0 + 100 + 100, Replay(new ReplayOptions { WrapUp = 0 }).WaitSum);

    [Fact]
    public void An_agent_who_is_away_takes_nothing()
    {
        // As above, but the 2nd call was answered at 200 only: the agent was away from 160 to 200, in which the 3rd hangs up.
        RecordedCall[] calls = [Calls[0], Calls[1] with { Wait = 90, AnsweredAt = 200 }, Calls[2], Calls[3]];

        var away = Replay(calls, new ReplayOptions());
        var there = Replay(calls, new ReplayOptions { Absences = AbsenceAssumption.None });

        Assert.Equal((2, 90.0 + 50 + 100), (away.Answered, away.WaitSum));
        Assert.Equal((2, 45.0 + 100 + 100), (there.Answered, there.WaitSum));
    }

    [Fact]
    public void Policies_change_who_is_answered()
    {
        // First come, first served as without a head start. Merged, the agent serves the 4th call too: the 3rd from 165 to 225,
        // and the 4th from 230, in the second in which it would have hung up.
        Assert.Equal((2, 205.0), Short(Replay(Calls, new ReplayOptions(), "fifo")));
        Assert.Equal((3, 245.0), Short(Replay(Calls, new ReplayOptions(), "merged")));

        // A01 serves PS, A02 both: the 3rd call goes to A02 and the 4th waits for it. Apart, A02 keeps to NE, which it served
        // most: the 3rd waits for A01 and the 4th does not wait.
        RecordedCall[] two =
        [
            new(Day, 100, "PS", 0, true, 0, 100, 60, "A01"), new(Day, 110, "NE", 0, true, 0, 110, 20, "A02"),
            new(Day, 140, "PS", 0, true, 0, 140, 60, "A02"), new(Day, 150, "NE", 0, true, 60, 210, 60, "A02"),
            new(Day, 900, "NE", 0, true, 0, 900, 60, "A02"), new(Day, 901, "PS", 0, true, 0, 901, 60, "A01"),
        ];

        Assert.Equal((6, 50.0), Short(Replay(two, new ReplayOptions { WrapUp = 0, Absences = AbsenceAssumption.None })));
        var options = new ReplayOptions { WrapUp = 0, Absences = AbsenceAssumption.None };
        Assert.Equal((6, 20.0), Short(Replay(two, options, "separate")));

        static (int, double) Short(CallFigures figures) => (figures.Answered, figures.WaitSum);
    }

    [Fact]
    public void The_record_of_the_same_day_is_as_it_stands()
    {
        var figures = CallFigures.Of(RecordedOutcomes.Of(Calls));

        Assert.Equal((4, 2, 1, 3, 210.0, 3),
            (figures.Offered, figures.Answered, figures.AnsweredInTime, figures.Waited, figures.WaitSum, figures.MaxQueue));
    }

    private static CallFigures Replay(ReplayOptions options) => Replay(Calls, options);

    private static CallFigures Replay(RecordedCall[] calls, ReplayOptions options, string policy = "bank")
    {
        var callers = new CallerSampler(calls, 1).Of(Day, calls);
        var shifts = RosterBuilder.Of(calls, options.Absences);
        return CallFigures.Of(new DayReplay(calls, callers, shifts, options, RoutingPolicies.Of(policy)).Run());
    }
}

public sealed class CallerSamplerTests
{
    private static readonly DateOnly Day = new(1999, 9, 1);

    private static readonly RecordedCall[] Record =
    [
        new(Day, 1, "PS", 0, true, 10, 11, 60, "A01"),
        new(Day, 2, "PS", 0, false, 30, 0, 0, null),
        new(Day, 3, "IN", 0, true, 5, 8, 9000, "A01"),
        new(Day, 4, "IN", 0, false, 90, 0, 0, null),
    ];

    private readonly SampledCaller[] _callers = new CallerSampler(Record, 1).Of(Day, Record);

    [Fact]
    public void A_caller_who_hung_up_has_the_patience_of_its_wait() =>
        Assert.Equal((30, 90), (_callers[1].Patience, _callers[3].Patience));

    [Fact]
    public void A_caller_who_was_answered_has_more_patience_than_its_wait()
    {
        Assert.Contains(_callers[0].Patience, new[] { 30, 90 });
        Assert.Contains(_callers[2].Patience, new[] { 30, 90 });
    }

    [Fact]
    public void Talks_are_those_of_the_record_or_of_the_same_type() =>
        Assert.Equal([60, 60, RosterBuilder.LongestTalk, RosterBuilder.LongestTalk], _callers.Select(caller => caller.Talk));

    [Fact]
    public void The_same_seed_draws_the_same_callers_and_another_day_draws_others()
    {
        RecordedCall[] many = [.. Enumerable.Range(0, 200).Select(call => Record[0] with { At = call })];
        RecordedCall[] record = [.. many, .. Enumerable.Range(1, 200).Select(wait => Record[1] with { Wait = wait })];

        Assert.Equal(new CallerSampler(record, 1).Of(Day, many), new CallerSampler(record, 1).Of(Day, many));
        Assert.NotEqual(new CallerSampler(record, 1).Of(Day, many), new CallerSampler(record, 2).Of(Day, many));
        Assert.NotEqual(new CallerSampler(record, 1).Of(Day, many), new CallerSampler(record, 1).Of(Day.AddDays(1), many));
    }
}

public sealed class DayProfileTests
{
    private static readonly CallOutcome[] Calls =
    [
        new(1700, true, 200, 300, "A01"),
        new(1750, false, 100, 0, null),
        new(3700, true, 0, 60, "A01"),
    ];

    private static readonly Shift[] Shifts = [new("A01", 1800, 4000, ["PS"], "PS", [new SecondsRange(2000, 2600)])];

    [Fact]
    public void A_day_has_half_hours()
    {
        var profile = DayProfile.Of(Calls, Shifts);

        Assert.Equal([2, 0, 1], profile.Arrived.Take(3));
        Assert.Equal([0, 300, 60], profile.Talk.Take(3));
        Assert.Equal([0, 1800, 400], profile.AtWork.Take(3));
        Assert.Equal((300 / 1800.0, 0.15, 360 / 2200.0), (profile.OccupancyAt(1), profile.OccupancyAt(2), profile.Occupancy));
    }

    [Fact]
    public void The_queue_is_averaged_over_each_half_hour()
    {
        // Of the 1st call 100 s are in the first half hour and 100 in the second, of the 2nd 50 and 50.
        var profile = DayProfile.Of(Calls, Shifts);

        Assert.Equal(150 / 1800.0, profile.Queue[0], 1e-12);
        Assert.Equal(150 / 1800.0, profile.Queue[1], 1e-12);
        Assert.Equal(2, QueueLengthCurve.Of(Calls).Max);
    }

    [Fact]
    public void Days_are_added_up()
    {
        var day = DayProfile.Of(Calls, Shifts);
        var two = DayProfile.Sum([day, DayProfile.Of(Calls, Shifts)]);

        Assert.Equal((2, 600.0, day.Occupancy), (two.Days, two.Talk[1], two.Occupancy));
    }

    [Fact]
    public void Fairness_is_Jain_s_index_of_the_shares_of_time_spent_talking()
    {
        // The agent talked 360 of the 1,600 s in which it was there; the other one, as long there, half as much.
        var other = Shifts[0] with { Agent = "A02" };
        var calls = Calls.Append(new CallOutcome(3000, true, 0, 180, "A02")).ToArray();

        Assert.Equal(1, DayFigures.Of(Calls, Shifts).Fairness);
        Assert.Equal(0.9, DayFigures.Of(calls, [Shifts[0], other]).Fairness, 1e-12);
        Assert.Equal(0.25, FairnessIndex.Jain([7, 0, 0, 0]));
        Assert.Equal(1, FairnessIndex.Jain([]));
    }
}

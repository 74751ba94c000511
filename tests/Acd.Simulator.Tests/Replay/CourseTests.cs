namespace Acd.Simulator.Tests;

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
    public void A_day_is_told_by_half_hours()
    {
        var course = DayProfile.Of(Calls, Shifts);

        Assert.Equal([2, 0, 1], course.Arrived.Take(3));
        Assert.Equal([0, 300, 60], course.Talk.Take(3));
        Assert.Equal([0, 1800, 400], course.AtWork.Take(3));
        Assert.Equal((300 / 1800.0, 0.15, 360 / 2200.0), (course.OccupancyAt(1), course.OccupancyAt(2), course.Occupancy));
    }

    [Fact]
    public void The_queue_is_averaged_over_each_half_hour()
    {
        // Of the 1st call 100 s are in the first half hour and 100 in the second, of the 2nd 50 and 50.
        var course = DayProfile.Of(Calls, Shifts);

        Assert.Equal(150 / 1800.0, course.Queue[0], 1e-12);
        Assert.Equal(150 / 1800.0, course.Queue[1], 1e-12);
        Assert.Equal(2, QueueLengthCurve.Of(Calls).Max);
    }

    [Fact]
    public void Days_are_added_up()
    {
        var (day, two) = (DayProfile.Of(Calls, Shifts), DayProfile.Sum([DayProfile.Of(Calls, Shifts), DayProfile.Of(Calls, Shifts)]));

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

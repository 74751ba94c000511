namespace Acd.Simulator.Tests;

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
    public void Who_hung_up_has_the_patience_it_showed() => Assert.Equal((30, 90), (_callers[1].Patience, _callers[3].Patience));

    [Fact]
    public void Who_was_answered_has_more_patience_than_it_needed()
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

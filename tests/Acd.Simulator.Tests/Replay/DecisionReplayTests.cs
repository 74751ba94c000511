using Acd.Core;

namespace Acd.Simulator.Tests;

public sealed class DecisionReplayTests
{
    private static readonly DateOnly Day = new(1999, 9, 1);

    private static readonly QueueSettings Queue = new(QueueId.Default) { HeadStartPerPriority = TimeSpan.FromSeconds(90) };

    // At 200 the 2nd (rank 110 less 90) is chosen before the 1st (rank 100); at 300 the 1st before the 3rd (180 less 90 is 90:
    // the bank should have taken the 3rd). The 4th is of another type. At 400 the 3rd is alone.
    private static readonly RecordedCall[] Calls =
    [
        new(Day, 100, "PS", 0, true, 200, 300, 60, "A01"),
        new(Day, 110, "PS", 2, true, 90, 200, 60, "A01"),
        new(Day, 180, "PS", 2, true, 220, 400, 60, "A01"),
        new(Day, 120, "NE", 0, false, 500, 0, 0, null),
    ];

    [Fact]
    public void Each_answer_with_a_choice_is_compared_with_the_engines_order() =>
        Assert.Equal(new DecisionFigures(2, 1, 2, 1), DecisionReplay.Of(Calls, Queue));

    [Fact]
    public void Without_a_head_start_the_engine_would_have_chosen_by_time() =>
        Assert.Equal(
            new DecisionFigures(2, 1, 2, 1),
            DecisionReplay.Of(Calls, Queue with { HeadStartPerPriority = TimeSpan.Zero }));

    [Fact]
    public void Calls_of_one_class_are_choices_but_not_of_both_classes() =>
        Assert.Equal(new DecisionFigures(2, 2, 0, 0), DecisionReplay.Of(
            [.. Calls.Select(call => call with { Priority = 2 }).OrderBy(call => call.At).Select(Swap)], Queue));

    [Fact]
    public void A_call_that_came_in_the_second_of_an_answer_or_left_before_it_was_not_in_line()
    {
        RecordedCall[] calls =
        [
            Calls[0],
            Calls[1] with { At = 300, Wait = 50, AnsweredAt = 350 },
            Calls[2] with { At = 120, Wait = 10, Answered = false, AnsweredAt = 0 },
        ];

        Assert.Equal(new DecisionFigures(0, 0, 0, 0), DecisionReplay.Of(calls, Queue));
    }

    // The bank's answers by time: the 1st at 200, the 2nd at 300.
    private static RecordedCall Swap(RecordedCall call) => call.At switch
    {
        100 => call with { AnsweredAt = 200, Wait = 100 },
        110 => call with { AnsweredAt = 300, Wait = 190 },
        _ => call,
    };
}

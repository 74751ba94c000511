namespace Acd.Core.Tests;

/// <summary>Boards beside figures worked out by hand, on random streams of every event.</summary>
public sealed class BoardStreamTests
{
    private const int Length = 3_000;

    private static readonly Figure[] Contacts =
        [.. Enum.GetValues<Figure>().Except(AgentTimes).Where(figure => figure < Figure.EstimatesTold)];

    private static Figure[] AgentTimes =>
        [Figure.LoggedInTime, Figure.ReadyTime, Figure.BusyTime, Figure.NotReadyTime];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_figure_of_every_board_and_slot_is_what_the_events_say(int seed)
    {
        var (stream, boards) = Run(seed, Length);
        var until = stream.Events[^1].At;
        var byHand = new BookedByHand(stream.Events, new CenterSettings(), until);
        var slots = Enumerable.Range(0, (int)(Slots.Of(until) - boards.Kept) + 1).Select(index => boards.Kept + index).ToList();

        Assert.Equal(0, boards.Strays);
        Compare("center", boards.Book.Center, _ => true);
        foreach (var (queue, gate, board) in boards.Book.Gates)
            Compare($"{queue}/{gate}", board, booking => booking.Queue == queue && booking.Gate == gate);
        foreach (var queue in boards.Book.Gates.Select(gate => gate.Queue).Distinct())
            Compare($"{queue}", boards.Book.QueueOf(queue), booking => booking.Queue == queue);
        foreach (var skill in new[] { "en", "de", "billing" }.Select(SkillId.Of))
            Compare($"{skill}", boards.Book.SkillOf(skill), booking => booking.Skills.Contains(skill));
        foreach (var agent in boards.Book.Agents)
        {
            foreach (var slot in slots)
            {
                var sum = agent.Sum(slot, slot + 1, until);
                for (var figure = Figure.Offered; figure <= Figure.NotReadyTime; figure++)
                    Same($"{agent.Id} {figure} in slot {slot}", byHand.Sum(agent.Id, figure, slot), sum[figure]);
            }
        }

        void Compare(string about, ContactBoard board, Func<BookedByHand.Booking, bool> which)
        {
            foreach (var slot in slots)
            {
                var (outcomes, arrivals) = (board.Outcomes.Sum(slot, slot + 1), board.Arrivals.Sum(slot, slot + 1));
                foreach (var figure in Contacts)
                {
                    Same($"{about} {figure} in slot {slot}", byHand.Sum(figure, false, slot, which), outcomes[figure]);
                    Same($"{about} {figure} by arrival in slot {slot}", byHand.Sum(figure, true, slot, which), arrivals[figure]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whoever_came_into_a_line_waits_or_has_left_it_in_one_way(int seed)
    {
        // Short enough for nothing to be forgotten, or this could not add up.
        var (_, boards) = Run(seed, 120);
        foreach (var (queue, gate, board) in boards.Book.Gates)
        {
            var sum = board.Outcomes.Sum(long.MinValue, long.MaxValue);
            if (boards.Book.Gates.Count == 0 || boards.Days.YesterdayOf(boards.At) > Slots.Of(Transcript.Start)) continue;
            var came = sum[Figure.Entered] + sum[Figure.TransferredIn] + sum[Figure.MovedIn] + sum[Figure.CallbacksFailed];
            var left = sum[Figure.Answered] + sum[Figure.CallbacksAnswered] + sum[Figure.Abandoned] + sum[Figure.Canceled]
                + sum[Figure.Expired] + sum[Figure.Overflowed] + sum[Figure.Rejected] + sum[Figure.CallbacksLost]
                + sum[Figure.TransferredWaiting] + sum[Figure.MovedOut];
            Same($"{queue}/{gate}", came, left + board.Count(ContactState.Queued) + board.Count(ContactState.Offered));
        }
    }

    private static void Same(string about, long expected, long actual)
    {
        if (expected != actual) Assert.Fail($"{about} is {actual}, but by hand {expected}.");
    }

    private static (EventStream Stream, Boards Boards) Run(int seed, int length)
    {
        var stream = new EventStream(seed);
        var boards = new Boards(new CenterSettings(), Transcript.Start);
        while (stream.Events.Count < length)
        {
            var before = stream.Events.Count;
            stream.Next();
            foreach (var happened in stream.Events.Skip(before)) boards.Fold(happened);
        }

        return (stream, boards);
    }
}

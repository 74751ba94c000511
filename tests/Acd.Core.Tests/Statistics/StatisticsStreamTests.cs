namespace Acd.Core.Tests;

/// <summary>Boards beside figures worked out by hand, on random streams of every event.</summary>
public sealed class StatisticsStreamTests
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
        var byHand = new ReferenceStatistics(stream.Events, new CenterSettings(), until);
        var slots = Enumerable.Range(0, (int)(TimeSlots.IndexOf(until) - boards.RetainedFrom) + 1).Select(index => boards.RetainedFrom + index).ToList();

        Assert.Equal(0, boards.UnknownContactEvents);
        Compare("center", boards.Registry.Center, _ => true);
        foreach (var (queue, gate, board) in boards.Registry.Gates)
            Compare($"{queue}/{gate}", board, booking => booking.Queue == queue && booking.Gate == gate);
        foreach (var queue in boards.Registry.Gates.Select(gate => gate.Queue).Distinct())
            Compare($"{queue}", boards.Registry.QueueOf(queue), booking => booking.Queue == queue);
        foreach (var skill in new[] { "en", "de", "billing" }.Select(SkillId.Of))
            Compare($"{skill}", boards.Registry.SkillOf(skill), booking => booking.Skills.Contains(skill));
        foreach (var agent in boards.Registry.Agents)
        {
            foreach (var slot in slots)
            {
                var sum = agent.Sum(slot, slot + 1, until);
                for (var figure = Figure.Offered; figure <= Figure.NotReadyTime; figure++)
                    Same($"{agent.Id} {figure} in slot {slot}", byHand.Sum(agent.Id, figure, slot), sum[figure]);
            }
        }

        void Compare(string about, ContactStatistics board, Func<ReferenceStatistics.Booking, bool> which)
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
        foreach (var (queue, gate, board) in boards.Registry.Gates)
        {
            var sum = board.Outcomes.Sum(long.MinValue, long.MaxValue);
            if (boards.Registry.Gates.Count == 0 || boards.Calendar.YesterdayOf(boards.At) > TimeSlots.IndexOf(Transcript.Start)) continue;
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

    private static (RandomEventStream Stream, StatisticsProjection Boards) Run(int seed, int length)
    {
        var stream = new RandomEventStream(seed);
        var boards = new StatisticsProjection(new CenterSettings(), Transcript.Start);
        while (stream.Events.Count < length)
        {
            var before = stream.Events.Count;
            stream.Next();
            foreach (var happened in stream.Events.Skip(before)) boards.Apply(happened);
        }

        return (stream, boards);
    }
}

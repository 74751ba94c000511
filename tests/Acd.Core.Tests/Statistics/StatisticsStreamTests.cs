namespace Acd.Core.Tests;

/// <summary>Statistics on random event streams, compared with the reference statistics.</summary>
public sealed class StatisticsStreamTests
{
    private const int Length = 3_000;

    private static readonly Figure[] Contacts =
    [
        .. Enum.GetValues<Figure>().Except(AgentTimes)
            .Where(figure => figure is < Figure.EstimatesTold or > Figure.EstimateError),
    ];

    private static Figure[] AgentTimes =>
        [Figure.LoggedInTime, Figure.ReadyTime, Figure.BusyTime, Figure.NotReadyTime];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_figure_of_every_subject_and_slot_equals_the_reference(int seed)
    {
        var (stream, statistics) = Run(seed, Length);
        var until = stream.Events[^1].At;
        var reference = new ReferenceStatistics(stream.Events, new CenterSettings(), until);
        var count = (int)(TimeSlots.IndexOf(until) - statistics.RetainedFrom) + 1;
        var slots = Enumerable.Range(0, count).Select(index => statistics.RetainedFrom + index).ToList();

        Assert.Equal(0, statistics.UnknownContactEvents);
        Compare("center", statistics.Registry.Center, _ => true);
        foreach (var (queue, gate, subject) in statistics.Registry.Gates)
            Compare($"{queue}/{gate}", subject, booking => booking.Queue == queue && booking.Gate == gate);
        foreach (var queue in statistics.Registry.Gates.Select(gate => gate.Queue).Distinct())
            Compare($"{queue}", statistics.Registry.QueueOf(queue), booking => booking.Queue == queue);
        foreach (var skill in new[] { "en", "de", "billing" }.Select(SkillId.Of))
            Compare($"{skill}", statistics.Registry.SkillOf(skill), booking => booking.Skills.Contains(skill));
        foreach (var agent in statistics.Registry.Agents)
        {
            foreach (var slot in slots)
            {
                var sum = agent.Sum(slot, slot + 1, until);
                for (var figure = Figure.Offered; figure <= Figure.NotReadyTime; figure++)
                    Same($"{agent.Id} {figure} in slot {slot}", reference.Sum(agent.Id, figure, slot), sum[figure]);
                Assert.Equal(reference.NotReadyReasons(agent.Id, slot), agent.NotReadyReasons(slot, slot + 1, until));
            }
        }

        void Compare(string about, ContactStatistics subject, Func<ReferenceStatistics.Booking, bool> which)
        {
            foreach (var slot in slots)
            {
                var (outcomes, arrivals) = (subject.Outcomes.Sum(slot, slot + 1), subject.Arrivals.Sum(slot, slot + 1));
                foreach (var figure in Contacts)
                {
                    Same($"{about} {figure} in slot {slot}", reference.Sum(figure, false, slot, which), outcomes[figure]);
                    Same(
                        $"{about} {figure} by arrival in slot {slot}",
                        reference.Sum(figure, true, slot, which), arrivals[figure]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_contact_that_entered_a_line_waits_there_or_left_it_once(int seed)
    {
        // Only a stream that is too short for dropped rows adds up.
        var (_, statistics) = Run(seed, 120);
        foreach (var (queue, gate, subject) in statistics.Registry.Gates)
        {
            var sum = subject.Outcomes.Sum(long.MinValue, long.MaxValue);
            var yesterday = statistics.Calendar.YesterdayOf(statistics.At);
            if (statistics.Registry.Gates.Count == 0 || yesterday > TimeSlots.IndexOf(Transcript.Start)) continue;
            var came = sum[Figure.Entered] + sum[Figure.TransferredIn] + sum[Figure.MovedIn] + sum[Figure.CallbacksFailed]
                + sum[Figure.Released] + sum[Figure.Parked];
            var left = sum[Figure.Answered] + sum[Figure.CallbacksAnswered] + sum[Figure.Abandoned] + sum[Figure.Canceled]
                + sum[Figure.Expired] + sum[Figure.Overflowed] + sum[Figure.Rejected] + sum[Figure.CallbacksLost]
                + sum[Figure.TransferredWaiting] + sum[Figure.MovedOut];
            Same($"{queue}/{gate}", came, left + subject.Count(ContactState.Queued) + subject.Count(ContactState.Offered));
        }
    }

    private static void Same(string about, long expected, long actual)
    {
        if (expected != actual) Assert.Fail($"{about} is {actual}, but by hand {expected}.");
    }

    private static (RandomEventStream Stream, StatisticsProjection Statistics) Run(int seed, int length)
    {
        var stream = new RandomEventStream(seed);
        var statistics = new StatisticsProjection(new CenterSettings(), Transcript.Start);
        while (stream.Events.Count < length)
        {
            var before = stream.Events.Count;
            stream.Next();
            foreach (var centerEvent in stream.Events.Skip(before)) statistics.Apply(centerEvent);
        }

        return (stream, statistics);
    }
}

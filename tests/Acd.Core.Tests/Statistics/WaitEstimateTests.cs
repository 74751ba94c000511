namespace Acd.Core.Tests;

/// <summary>
/// Estimated waits in virtual time, with exponential arrivals and talks at n agents (M/M/n). The estimates at entry are compared
/// with the actual waits.
/// </summary>
public sealed class WaitEstimateTests
{
    [Theory]
    [InlineData(1, 10, 0.95)]
    [InlineData(2, 10, 0.95)]
    [InlineData(3, 30, 0.97)]
    [InlineData(4, 3, 0.90)]
    public void Half_wait_no_longer_than_the_median_and_nine_tenths_no_longer_than_the_ninth_decile(
        int seed, int agents, double load)
    {
        var stats = Run(seed, agents, load, contacts: 20_000);

        var estimates = stats.Total.Estimates!;
        Assert.True(estimates.Told > 5_000, $"Only {estimates.Told} were told anything.");
        Assert.InRange(estimates.WithinP50, 0.45m, 0.55m);
        Assert.InRange(estimates.WithinP90, 0.86m, 0.94m);
        Assert.True(estimates.MeanAbsoluteError < stats.Total.AverageSpeedOfAnswer, $"{estimates}");
    }

    [Fact]
    public void There_is_no_estimate_before_enough_answers()
    {
        var now = Transcript.Start;
        var engine = Engine.Load(CenterDocuments.Empty, now);
        engine.Apply(new EnqueueContact(new("c1")), now);

        Assert.Null(Assert.IsType<ContactReply>(engine.Ask(new GetContact(new("c1")))).EstimatedWait);
        Assert.Null(Assert.IsType<ContactStatsReply>(engine.Ask(new GetQueueStats(QueueId.Default))).Total.Estimates);
    }

    [Fact]
    public void The_estimate_in_a_steady_line_is_its_interval_times_the_position()
    {
        var intervals = new AnswerIntervals();
        for (var i = 0; i < AnswerIntervals.MinIntervals; i++) intervals.Add(10_000);

        Assert.Equal(new WaitEstimate(10_000, 10_000), intervals.EstimateTime(1));
        Assert.Equal(new WaitEstimate(70_000, 70_000), intervals.EstimateTime(7));
        Assert.Equal(new WaitEstimate(10_000_000_000, 10_000_000_000), intervals.EstimateTime(1_000_000));
    }

    [Fact]
    public void A_line_without_answers_uses_the_estimator_of_its_queue()
    {
        var statistics = new StatisticsProjection(new CenterSettings(), Transcript.Start);
        var contact = new OpenContact(new("c1"), 1, ChannelId.Voice)
        {
            Queue = QueueId.Default,
            Requirements = [],
            Rank = default,
        };
        statistics.Estimators.Enter(contact);
        for (var i = 0; i < AnswerIntervals.MinIntervals; i++) contact.QueueEstimator!.Intervals.Add(5_000);

        var (estimate, by) = Assert.NotNull(ThroughputEstimators.EstimateWait(contact));

        Assert.Equal((new WaitEstimate(5_000, 5_000), contact.QueueEstimator), (estimate, by));
    }

    private static ContactStatsReply Run(int seed, int agents, double load, int contacts)
    {
        const double talk = 20_000;
        var random = new Random(seed);
        var now = Transcript.Start;
        var engine = Engine.Load(CenterDocuments.Empty, now);
        for (var i = 0; i < agents; i++)
        {
            engine.Apply(new PutAgent(new($"a{i}"), new AgentProfile { AutoAccept = true }), now);
            engine.Apply(new SetPresence(new($"a{i}"), Presence.Available), now);
        }

        var ends = new PriorityQueue<ContactId, long>();
        var arrival = now.Milliseconds;
        for (var entered = 0; entered < contacts || ends.Count > 0;)
        {
            Command command;
            if (entered < contacts && !(ends.TryPeek(out _, out var end) && end < arrival))
            {
                (now, arrival) = (new(arrival), arrival + Exponential(talk / agents / load));
                command = new EnqueueContact(new($"c{entered++}"));
            }
            else
            {
                ends.TryDequeue(out var done, out end);
                now = new(end);
                command = new CompleteContact(done);
            }

            engine.Apply(command, now);
            foreach (var connected in engine.TakeChanges().Events.OfType<ContactConnected>())
                ends.Enqueue(connected.Contact, now.Milliseconds + Exponential(talk));
        }

        return Total(engine, now);

        long Exponential(double mean) => (long)(-Math.Log(1 - random.NextDouble()) * mean) + 1;
    }

    /// <summary>The queue's figures of the two stored days. The last contact is on the second one.</summary>
    private static ContactStatsReply Total(Engine engine, Timestamp now)
    {
        var (from, to) = (now + -TimeSpan.FromHours(46), now + TimeSpan.FromHours(1));
        return Assert.IsType<ContactStatsReply>(engine.Ask(new GetQueueStats(QueueId.Default) { From = from, To = to }));
    }
}

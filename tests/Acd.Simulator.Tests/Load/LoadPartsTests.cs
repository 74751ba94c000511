using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;

namespace Acd.Simulator.Tests;

public sealed class ArrivalProcessTests
{
    [Fact]
    public void Constant_arrivals_are_at_equal_distances()
    {
        var arrivals = new ArrivalProcess(ArrivalKind.Constant, 4, new Random(1));

        Assert.Equal([0.25, 0.5, 0.75, 1], Enumerable.Range(0, 4).Select(_ => arrivals.Next().TotalSeconds));
    }

    [Fact]
    public void Poisson_arrivals_have_the_rate_and_the_spread_of_independent_callers()
    {
        var arrivals = new ArrivalProcess(ArrivalKind.Poisson, 100, new Random(1));
        var last = TimeSpan.Zero;
        var gaps = new double[20_000];
        for (var i = 0; i < gaps.Length; i++)
        {
            var next = arrivals.Next();
            gaps[i] = (next - last).TotalSeconds;
            last = next;
        }

        // Of exponential gaps the standard deviation is the mean, and a share of 1/e is longer than it.
        var mean = gaps.Average();
        Assert.Equal(0.01, mean, 0.0003);
        Assert.Equal(mean, Math.Sqrt(gaps.Select(gap => (gap - mean) * (gap - mean)).Average()), 0.0003);
        Assert.Equal(1 / Math.E, gaps.Count(gap => gap > mean) / 20_000.0, 0.01);
    }
}

public sealed class SkillAssignmentTests
{
    [Fact]
    public void Agents_have_the_given_number_of_different_skills()
    {
        var assignment = new SkillAssignment(new LoadOptions { Agents = 100, Skills = 8, SkillsPerAgent = 4 }, "x");

        Assert.Equal(100, assignment.Agents.Count);
        Assert.All(assignment.Agents, skills => Assert.Equal(4, skills.Distinct().Count()));
        Assert.Equal(8, assignment.Agents.SelectMany(skills => skills).Distinct().Count());
        Assert.All(assignment.Agents.SelectMany(skills => skills), skill => Assert.StartsWith("xs", skill));
    }

    [Fact]
    public void Every_contact_has_an_agent_who_can_serve_it()
    {
        var options = new LoadOptions { Agents = 10, Skills = 64, SkillsPerAgent = 4, SkillsPerContact = 2 };
        var assignment = new SkillAssignment(options, "x");

        for (var contact = 0; contact < 200; contact++)
        {
            var required = assignment.NextRequirements();
            Assert.Equal(2, required.Distinct().Count());
            Assert.Contains(assignment.Agents, skills => required.All(skills.Contains));
        }
    }
}

public sealed class GeneratorCapacityTests
{
    [Fact]
    public async Task The_generator_is_answered_by_a_server_that_does_nothing()
    {
        var limit = await GeneratorCapacity.MeasureAsync(8, TimeSpan.FromMilliseconds(300)).WaitAsync(TimeSpan.FromSeconds(30));

        // The rate depends on the machine and on the tests that run beside this one. Only an answer is certain.
        Assert.InRange(limit, double.Epsilon, 10_000_000);
    }

    [Fact]
    public void A_run_reports_its_share_of_the_limit()
    {
        var report = new LoadReport
        {
            Begun = 1,
            Completed = 1,
            LivesPerSecond = 500,
            Seconds = 1,
            Latencies = new Dictionary<LatencyKind, LatencyFigures>(),
            Errors = new Dictionary<string, long>(),
            Check = new ContactAudit
            {
                Acknowledged = 1,
                Closed = 1,
                Open = new Dictionary<string, int>(),
                Missing = 0,
                Unknown = 0,
                ConnectedTwice = 0,
            },
            StreamBreaks = 0,
            StreamGaps = 0,
            Interrupted = false,
            GeneratorLimit = 2_000,
        };

        Assert.Equal(0.25, report.GeneratorUse);
        Assert.Equal(0, (report with { GeneratorLimit = 0 }).GeneratorUse);
    }
}

public sealed class StreamedEventTests
{
    private static readonly ContactOffered Offered = new()
    {
        Sequence = 12,
        At = new Timestamp(1_000),
        Agent = new AgentId("offer"),
        Contact = new ContactId("run:c7"),
        ContactSequence = 2,
        Queue = new QueueId("contact"),
        Channel = ChannelId.Voice,
        Offer = new OfferId("o12"),
        Due = new Timestamp(21_000),
    };

    [Fact]
    public void The_contact_and_the_offer_are_read_from_the_engines_own_form()
    {
        var read = Read("contactOffered", Offered);

        Assert.Equal(new StreamedEvent(StreamedEventKind.Offered, "run:c7", "o12"), read);
    }

    [Fact]
    public void Other_events_are_not_read()
    {
        var changed = new AgentPresenceChanged { Sequence = 1, At = new Timestamp(1), Presence = Presence.Available };

        Assert.Equal(new StreamedEvent(StreamedEventKind.Other), Read("agentPresenceChanged", changed));
    }

    private static StreamedEvent Read(string type, CenterEvent centerEvent) =>
        StreamedEvent.Parse(type, JsonSerializer.SerializeToUtf8Bytes(centerEvent, CenterJson.Default.CenterEvent));
}

using Acd.Core.Matching;

namespace Acd.Core.Tests.Matching;

/// <summary>The lazy bounds of sides, compared with a scan of all rosters.</summary>
public sealed class MatchSideTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Each_line_finds_the_least_head_of_its_rosters_after_random_changes(int seed)
    {
        var random = new Random(seed);
        var channels = new ChannelTable(new CenterSettings().Channels);
        var agents = new List<Agent>();
        var matcher = new MatchIndex(_ => { });
        long idle = 0;
        for (var number = 0; number < 60; number++)
        {
            var skills = Enumerable.Range(0, 6).Where(_ => random.Next(2) == 0);
            var profile = new AgentProfile { Skills = [.. skills.Select(skill => new AgentSkill(new($"s{skill}")))] };
            var agent = new Agent(new($"a{number}"), number + 1, profile, channels) { IdleOrder = ++idle };
            agents.Add(agent);
            matcher.AddRosterEntries(agent);
            matcher.AddAgent(agent);
        }

        var lines = Enumerable.Range(0, 6)
            .Select(skill => RequirementsKey.Of(QueueId.Default, 0, [new Requirement(new($"s{skill}"))]))
            .Select(key => matcher.AcquireLine(key, agents)).ToArray();
        for (var step = 0; step < 4000; step++)
        {
            // Agents return at the end or at their old place. Lines read only sometimes, so that bounds become outdated.
            var agent = agents[random.Next(agents.Count)];
            var before = agent.Presence;
            agent.Presence = before == Presence.Available ? Presence.NotReady : Presence.Available;
            if (random.Next(3) > 0) agent.IdleOrder = ++idle;
            matcher.PresenceChanged(agent, before);
            var line = lines[random.Next(lines.Length)];

            var expected = agents.Where(other => other.Presence == Presence.Available)
                .Where(other => other.SkillProfile!.Serves(line.Key.Requirements))
                .MinBy(other => other.IdleOrder);
            Assert.Same(expected, line.BestRoster()?.First);
        }
    }

    [Fact]
    public void Unused_lines_are_dropped_beyond_a_limit()
    {
        var matcher = new MatchIndex(_ => { });
        for (var skill = 0; skill < 10_000; skill++)
        {
            var key = RequirementsKey.Of(QueueId.Default, 0, [new Requirement(new($"s{skill}"))]);
            matcher.ReleaseLine(matcher.AcquireLine(key, []));
        }

        Assert.Equal(4096, matcher.Lines.Count);
    }
}

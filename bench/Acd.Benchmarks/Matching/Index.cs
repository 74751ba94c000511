using Acd.Core;
using Acd.Core.Matching;

namespace Acd.Benchmarks;

/// <summary>The engine's index, filled with a population.</summary>
internal sealed class Index
{
    // One channel is in use; its number is 0.
    private const int Voice = 0;

    private long _idle;

    public Index(Population population, bool available)
    {
        var channels = new Channels([new(ChannelId.Voice, 100)]);
        var skills = population.Skills.Select(skill => new AgentSkill(skill)).ToArray();
        var profiles = population.Profiles
            .Select(profile => new AgentProfile { Skills = [.. profile.Select(skill => skills[skill])] })
            .ToArray();
        Agents = [.. population.Agents.Select((profile, number) =>
            new Agent(new AgentId($"agent{number}"), number + 1, profiles[profile], channels))];
        Needs = [.. population.Needs.Select(need => Core.Matching.Needs.Of(
            QueueId.Default, Voice, [.. need.Select(skill => new Requirement(population.Skills[skill]))]))];
        foreach (var agent in Agents)
        {
            agent.Presence = available ? Presence.Available : Presence.NotReady;
            agent.IdleOrder = ++_idle;
            Matcher.AddSeats(agent);
            Matcher.Join(agent);
        }

        // Each line has an open contact all the time, as in a center at work, so that none is put away and made again.
        Lines = [.. Needs.Select(needs => Matcher.Use(needs, Agents))];
    }

    public Matcher Matcher { get; } = new(static _ => { });

    public Agent[] Agents { get; }

    public Needs[] Needs { get; }

    public Line[] Lines { get; }

    public static Roster RosterOf(Agent agent) => agent.Seats.First!.Roster!;

    /// <summary>An agent's capacity is taken.</summary>
    public void Take(Agent agent)
    {
        agent.Presence = Presence.NotReady;
        Matcher.Reseat(agent);
    }

    /// <summary>An agent is idle from now on, the last of all.</summary>
    public void GiveBack(Agent agent)
    {
        agent.Presence = Presence.Available;
        agent.IdleOrder = ++_idle;
        Matcher.Reseat(agent);
    }
}

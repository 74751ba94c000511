using Acd.Core;
using Acd.Core.Matching;

namespace Acd.Benchmarks;

/// <summary>The engine's index, filled with a population.</summary>
internal sealed class PopulatedIndex
{
    // Only one channel is in use, with number 0.
    private const int Voice = 0;

    private long _idle;

    public PopulatedIndex(Population population, bool available)
    {
        var channels = new ChannelTable([new(ChannelId.Voice, 100)]);
        var skills = population.Skills.Select(skill => new AgentSkill(skill)).ToArray();
        var profiles = population.Profiles
            .Select(profile => new AgentProfile { Skills = [.. profile.Select(skill => skills[skill])] })
            .ToArray();
        Agents = [.. population.Agents.Select((profile, number) =>
            new Agent(new AgentId($"agent{number}"), number + 1, profiles[profile], channels))];
        RequirementKeys = [.. population.RequirementSets.Select(need => Core.Matching.RequirementsKey.Of(
            QueueId.Default, Voice, [.. need.Select(skill => new Requirement(population.Skills[skill]))]))];
        foreach (var agent in Agents)
        {
            agent.Presence = available ? Presence.Available : Presence.NotReady;
            agent.IdleOrder = ++_idle;
            Matcher.AddRosterEntries(agent);
            Matcher.AddAgent(agent);
        }

        // Each line keeps an open contact, as in a working center, so that no line is dropped and rebuilt.
        Lines = [.. RequirementKeys.Select(key => Matcher.AcquireLine(key, Agents))];
    }

    public MatchIndex Matcher { get; } = new(static _ => { });

    public Agent[] Agents { get; }

    public RequirementsKey[] RequirementKeys { get; }

    public WaitingLine[] Lines { get; }

    public static Roster RosterOf(Agent agent) => agent.RosterEntries.First!.Roster!;

    /// <summary>Takes an agent's capacity.</summary>
    public void TakeCapacity(Agent agent)
    {
        agent.Presence = Presence.NotReady;
        Matcher.UpdateRosters(agent);
    }

    /// <summary>Frees an agent's capacity, at the end of the idle order.</summary>
    public void ReleaseCapacity(Agent agent)
    {
        agent.Presence = Presence.Available;
        agent.IdleOrder = ++_idle;
        Matcher.UpdateRosters(agent);
    }
}

using System.Globalization;
using Acd.Core;

namespace Acd.Simulator;

/// <summary>
/// Agents to numbers of agents: the first, the second … are dealt to the teams by their shares, so that one agent more is one
/// agent more of one team, and each is at work in the half hours that need so many.
/// </summary>
public sealed class ShiftPlanner
{
    private const long Milliseconds = DayProfile.SecondsPerHalfHour * 1000L;

    private readonly IReadOnlyList<Team> _teams;
    private readonly int[] _assignedPerTeam;
    private readonly List<int> _teamOfAgent = [];

    /// <summary>Deals agents to teams.</summary>
    public ShiftPlanner(IReadOnlyList<Team> teams) => (_teams, _assignedPerTeam) = (teams, new int[teams.Count]);

    /// <summary>The team of an agent: that which is furthest below its share (Webster's method).</summary>
    public int TeamOf(int agent)
    {
        while (_teamOfAgent.Count <= agent)
        {
            var next = Enumerable.Range(0, _teams.Count).MaxBy(team => _teams[team].Share / ((2 * _assignedPerTeam[team]) + 1));
            _assignedPerTeam[next]++;
            _teamOfAgent.Add(next);
        }

        return _teamOfAgent[agent];
    }

    /// <summary>How many of so many agents are in each team.</summary>
    public IReadOnlyList<int> Split(int agents)
    {
        var split = new int[_teams.Count];
        for (var agent = 0; agent < agents; agent++)
            split[TeamOf(agent)]++;
        return split;
    }

    /// <summary>The shifts of a day. Who is at work in its last half hour stays until nobody waits.</summary>
    /// <param name="agents">How many agents each half hour of the day has.</param>
    public IReadOnlyList<VirtualShift> Of(IReadOnlyList<int> agents)
    {
        var shifts = new List<VirtualShift>();
        var last = agents.Index().Last(half => half.Item > 0).Index;
        for (var agent = 0; agent < agents.Max(); agent++)
        {
            var skills = _teams[TeamOf(agent)].Types.Select(type => new AgentSkill(new SkillId(type))).ToArray();
            for (var from = 0; from <= last; from++)
            {
                if (agents[from] <= agent)
                    continue;
                var until = from + 1;
                while (until <= last && agents[until] > agent)
                    until++;
                var id = new AgentId(string.Create(CultureInfo.InvariantCulture, $"a{agent}-{from}"));
                long? end = until > last ? null : until * Milliseconds;
                shifts.Add(new VirtualShift(id, from * Milliseconds, end) { Skills = skills });
                from = until;
            }
        }

        return shifts;
    }
}

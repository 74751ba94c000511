using Acd.Core;

namespace Acd.Benchmarks;

/// <summary>
/// Generated agents and requirements, the same in each run: 64 skills, 5,000 profiles of three to six skills, and requirements
/// of one or two.
/// </summary>
internal sealed class Population
{
    public const int SkillCount = 64, ProfileCount = 5_000, RequirementSetCount = 1_000;

    private readonly Random _random = new(20_240_901);

    public Population(int agents)
    {
        Skills = [.. Enumerable.Range(0, SkillCount).Select(number => new SkillId($"skill{number:00}"))];
        Profiles = Distinct(Math.Min(ProfileCount, agents), 3, 6);
        Agents = [.. Enumerable.Range(0, agents).Select(number => number % Profiles.Length)];
        RequirementSets = Servable();
    }

    public SkillId[] Skills { get; }

    /// <summary>The skills of each profile, by number.</summary>
    public int[][] Profiles { get; }

    /// <summary>The profile of each agent.</summary>
    public int[] Agents { get; }

    /// <summary>The requirements of contacts, used cyclically. Half have one skill and half have two.</summary>
    public int[][] RequirementSets { get; }

    public AgentProfile ProfileOf(int agent) =>
        new() { Skills = [.. Profiles[Agents[agent]].Select(skill => new AgentSkill(Skills[skill]))] };

    /// <summary>The requirements of the contact with a number.</summary>
    public Requirement[] RequirementsOf(long contact) =>
        [.. RequirementSets[contact % RequirementSets.Length].Select(skill => new Requirement(Skills[skill]))];

    private int[][] Distinct(int count, int least, int most)
    {
        var seen = new HashSet<string>();
        var sets = new List<int[]>(count);
        while (sets.Count < count)
        {
            var skills = Sample(Enumerable.Range(0, SkillCount), _random.Next(least, most + 1));
            if (seen.Add(string.Join(' ', skills)))
                sets.Add(skills);
        }

        return [.. sets];
    }

    /// <summary>Requirements are parts of profiles, so that every contact can be served.</summary>
    private int[][] Servable() =>
        [.. Enumerable.Range(0, RequirementSetCount)
            .Select(number => Sample(Profiles[_random.Next(Profiles.Length)], 1 + (number % 2)))];

    private int[] Sample(IEnumerable<int> of, int count) => [.. Shuffled(of).Take(count).Order()];

    private int[] Shuffled(IEnumerable<int> of)
    {
        var items = of.ToArray();
        _random.Shuffle(items);
        return items;
    }
}

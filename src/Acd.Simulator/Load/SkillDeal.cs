namespace Acd.Simulator;

/// <summary>Which skills agents have and contacts need, so that every contact has an agent who can serve it.</summary>
public sealed class SkillAssignment
{
    private readonly string[][] _agents;
    private readonly Random _random;
    private readonly int _perContact;

    /// <summary>Deals skills to agents.</summary>
    /// <param name="options">How many of each there are.</param>
    /// <param name="prefix">What the skills' names begin with, so that no other agent has them.</param>
    public SkillAssignment(LoadOptions options, string prefix)
    {
        _random = new Random(options.Seed);
        _perContact = options.SkillsPerContact;
        string[] skills = [.. Enumerable.Range(0, options.Skills).Select(skill => $"{prefix}s{skill}")];
        _agents = new string[options.Agents][];
        for (var agent = 0; agent < _agents.Length; agent++)
            _agents[agent] = Take(skills, options.SkillsPerAgent);
    }

    /// <summary>What each agent has.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Agents => _agents;

    /// <summary>What the next contact needs: some of what one of the agents has. One thread at a time may ask.</summary>
    public string[] NextRequirements() => Take(_agents[_random.Next(_agents.Length)], _perContact);

    private string[] Take(string[] skills, int count)
    {
        if (count == 1)
            return [skills[_random.Next(skills.Length)]];
        var taken = new HashSet<int>(count);
        while (taken.Count < count)
            taken.Add(_random.Next(skills.Length));
        return [.. taken.Order().Select(skill => skills[skill])];
    }
}

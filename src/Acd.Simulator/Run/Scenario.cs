namespace Acd.Simulator;

/// <summary>A language and a field of expertise, which a contact requires and an agent has.</summary>
/// <param name="Language">English or Spanish.</param>
/// <param name="Field">Support, Disputes or Billing.</param>
public readonly record struct SkillPair(string Language, string Field) : IComparable<SkillPair>
{
    /// <summary>The pair as skills.</summary>
    public string[] Skills => [Language, Field];

    /// <inheritdoc/>
    public int CompareTo(SkillPair other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{Language} {Field}";
}

/// <summary>A contact of the scenario.</summary>
/// <param name="Needs">The skills that it requires.</param>
/// <param name="Talk">The duration of its talk.</param>
public sealed record ScenarioContact(SkillPair Needs, TimeSpan Talk);

/// <summary>The agents and contacts of the basic-acd scenario.</summary>
/// <param name="Agents">Each agent's skills.</param>
/// <param name="Contacts">The contacts, in order of arrival.</param>
public sealed record Scenario(IReadOnlyList<SkillPair> Agents, IReadOnlyList<ScenarioContact> Contacts)
{
    private static readonly string[] Languages = ["English", "Spanish"];
    private static readonly string[] Fields = ["Support", "Disputes", "Billing"];
    private static readonly SkillPair[] Pairs =
        [.. Fields.SelectMany(field => Languages.Select(language => new SkillPair(language, field)))];

    /// <summary>Creates random agents and contacts, so that every contact has an agent who can serve it.</summary>
    public static Scenario Create(RunOptions options)
    {
        var random = new Random(options.Seed);

        // Every pair gets one agent before any gets two, so that the scenario can end.
        var agents = new SkillPair[options.Agents];
        for (var agent = 0; agent < agents.Length; agent++)
            agents[agent] = agent < Pairs.Length ? Pairs[agent] : Any(random, Pairs);

        SkillPair[] served = [.. agents.Distinct()];
        var contacts = new ScenarioContact[options.Contacts];
        for (var contact = 0; contact < contacts.Length; contact++)
        {
            var talk = options.ShortestTalk + (random.NextDouble() * (options.LongestTalk - options.ShortestTalk));
            contacts[contact] = new ScenarioContact(Any(random, served), talk);
        }

        return new Scenario(agents, contacts);
    }

    private static SkillPair Any(Random random, SkillPair[] pairs) => pairs[random.Next(pairs.Length)];
}

/// <summary>The outcome of one contact of the scenario.</summary>
public sealed class ScenarioContactResult(int number, ScenarioContact contact)
{
    /// <summary>The contact's number, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The contact.</summary>
    public ScenarioContact Contact { get; } = contact;

    /// <summary>Its key; null until the center has acknowledged it.</summary>
    public string? Key { get; set; }

    /// <summary>Its assignment; null until it has one.</summary>
    public Assignment? Assignment { get; set; }

    /// <summary>The number of agents that had it.</summary>
    public int TimesAssigned { get; set; }

    /// <summary>Whether it was completed.</summary>
    public bool Completed { get; set; }
}

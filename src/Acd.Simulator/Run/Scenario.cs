namespace Acd.Simulator;

/// <summary>A language and a field of expertise: what a contact needs, and what an agent has.</summary>
/// <param name="Language">English or Spanish.</param>
/// <param name="Field">Support, Disputes or Billing.</param>
public readonly record struct SkillPair(string Language, string Field) : IComparable<SkillPair>
{
    /// <summary>Both, as skills.</summary>
    public string[] Skills => [Language, Field];

    /// <inheritdoc/>
    public int CompareTo(SkillPair other) => string.CompareOrdinal(ToString(), other.ToString());

    /// <inheritdoc/>
    public override string ToString() => $"{Language} {Field}";
}

/// <summary>A contact of the scenario.</summary>
/// <param name="Needs">What it needs.</param>
/// <param name="Talk">How long it talks with its agent.</param>
public sealed record ScenarioContact(SkillPair Needs, TimeSpan Talk);

/// <summary>The basic-acd scenario, dealt out: who is there, and who will call.</summary>
/// <param name="Agents">What each agent has.</param>
/// <param name="Contacts">The contacts, in the order in which they come.</param>
public sealed record Scenario(IReadOnlyList<SkillPair> Agents, IReadOnlyList<ScenarioContact> Contacts)
{
    private static readonly string[] Languages = ["English", "Spanish"];
    private static readonly string[] Fields = ["Support", "Disputes", "Billing"];
    private static readonly SkillPair[] Pairs =
        [.. Fields.SelectMany(field => Languages.Select(language => new SkillPair(language, field)))];

    /// <summary>Deals agents and contacts at random, so that every contact has an agent who can serve it.</summary>
    public static Scenario Create(RunOptions options)
    {
        var random = new Random(options.Seed);

        // Every pair has an agent before any has two: a scenario that cannot end is of no use to anybody.
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

/// <summary>What became of one contact of the scenario.</summary>
public sealed class ScenarioContactResult(int number, ScenarioContact contact)
{
    /// <summary>Its number, from 0.</summary>
    public int Number { get; } = number;

    /// <summary>The contact.</summary>
    public ScenarioContact Contact { get; } = contact;

    /// <summary>Its key, once the center has acknowledged it.</summary>
    public string? Key { get; set; }

    /// <summary>Who took it, once somebody has.</summary>
    public Assignment? Assignment { get; set; }

    /// <summary>How many agents have had it.</summary>
    public int TimesAssigned { get; set; }

    /// <summary>Whether it came to its end.</summary>
    public bool Completed { get; set; }
}

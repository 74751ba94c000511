namespace Acd.Simulator;

/// <summary>Agents who can the same, and how many of all agents they are.</summary>
/// <param name="Types">The types of calls that they serve.</param>
/// <param name="Share">Their share of all agents, in any unit; over 0.</param>
public sealed record Team(IReadOnlyList<string> Types, double Share);

/// <summary>What a staffing plan is to reach.</summary>
public sealed record StaffOptions
{
    /// <summary>Within how many seconds a call should be answered.</summary>
    public double Target { get; init; } = 20;

    /// <summary>The share of the calls of each half hour that should be answered so soon.</summary>
    public double Level { get; init; } = 0.8;

    /// <summary>How long callers wait on average before they hang up, in seconds; none where they never do.</summary>
    public double? Patience { get; init; } = 120;

    /// <summary>Who serves what; where there is none, every agent serves every type.</summary>
    public IReadOnlyList<Team> Teams { get; init; } = [];

    /// <summary>How many days are simulated for each look at a plan.</summary>
    public int Days { get; init; } = 40;

    /// <summary>Settles the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The teams; one of all where none is given.</summary>
    /// <exception cref="UsageException">A type has no team, or a team a type that is not forecast.</exception>
    public IReadOnlyList<Team> TeamsFor(Forecast forecast)
    {
        if (Teams.Count == 0)
            return [new Team(forecast.Types, 1)];
        var served = Teams.SelectMany(team => team.Types).ToHashSet(StringComparer.Ordinal);
        if (forecast.Types.FirstOrDefault(type => !served.Contains(type)) is { } nobodys)
            throw new UsageException($"No team serves {nobodys}.");
        if (served.Order(StringComparer.Ordinal).FirstOrDefault(type => !forecast.Types.Contains(type)) is { } unknown)
            throw new UsageException($"A team serves {unknown}, of which no calls are forecast.");
        if (Patience is null)
            throw new UsageException("Who waits for ever might wait for a skill that nobody at work has; give a patience.");
        return Teams;
    }
}

namespace Acd.Simulator;

/// <summary>The size and the pace of the basic-acd scenario.</summary>
public sealed record RunOptions
{
    /// <summary>How many agents there are.</summary>
    public int Agents { get; init; } = 40;

    /// <summary>How many contacts come.</summary>
    public int Contacts { get; init; } = 100;

    /// <summary>How long it is from one contact to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>The shortest talk.</summary>
    public TimeSpan ShortestTalk { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest talk.</summary>
    public TimeSpan LongestTalk { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a contact waits for an agent before it counts as lost.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Settles the random choices.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the agents stay when the scenario is over.</summary>
    public bool Keep { get; init; }

    /// <summary>Throws where an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Contacts);
        ArgumentOutOfRangeException.ThrowIfLessThan(Interval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(ShortestTalk, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestTalk, ShortestTalk);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Patience, TimeSpan.Zero);
    }
}

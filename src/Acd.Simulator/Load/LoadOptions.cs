namespace Acd.Simulator;

/// <summary>The arrival processes of an open loop.</summary>
public enum ArrivalKind
{
    /// <summary>Independent arrivals, as of callers.</summary>
    Poisson,

    /// <summary>Arrivals at equal intervals.</summary>
    Constant,
}

/// <summary>The amount and the kind of load.</summary>
public sealed record LoadOptions
{
    /// <summary>Contacts a second in an open loop.</summary>
    public double Rate { get; init; } = 500;

    /// <summary>The number of contacts that a closed loop keeps in progress; 0 for an open loop.</summary>
    public int Closed { get; init; }

    /// <summary>
    /// The time over which a closed loop's first contacts arrive evenly. Agents become available after it. With zero, agents are
    /// available first and the contacts arrive at once.
    /// </summary>
    public TimeSpan Entering { get; init; }

    /// <summary>How long contacts arrive after the warm-up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long contacts arrive before the measurement.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the end of a run waits while no contact makes progress.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The time limit for the gateway's account of the contacts at the end, and for the removal of contacts and agents.
    /// </summary>
    public TimeSpan CleanUp { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>The length of the measurement of the generator's own limit, before the run.</summary>
    public TimeSpan LimitDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The length of a talk.</summary>
    public TimeSpan Talk { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>The arrival process.</summary>
    public ArrivalKind Arrivals { get; init; } = ArrivalKind.Poisson;

    /// <summary>The number of agents.</summary>
    public int Agents { get; init; } = 200;

    /// <summary>The number of skills.</summary>
    public int Skills { get; init; } = 64;

    /// <summary>The number of skills of an agent, 1 to 64.</summary>
    public int SkillsPerAgent { get; init; } = 4;

    /// <summary>The number of skills that a contact requires, 1 to 32.</summary>
    public int SkillsPerContact { get; init; } = 1;

    /// <summary>The number of HTTP connections.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>The seed of the random choices.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Throws if an option is out of its range or contradicts another one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The exception names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Rate);
        ArgumentOutOfRangeException.ThrowIfNegative(Closed);
        ArgumentOutOfRangeException.ThrowIfLessThan(Entering, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(Duration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(WarmUp, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Drain, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(CleanUp, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LimitDuration, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(Talk, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Agents);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Skills);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SkillsPerAgent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SkillsPerAgent, Math.Min(Skills, 64));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SkillsPerContact);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(SkillsPerContact, Math.Min(SkillsPerAgent, 32));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Connections);
    }
}

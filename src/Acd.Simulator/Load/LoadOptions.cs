namespace Acd.Simulator;

/// <summary>When contacts come in an open loop.</summary>
public enum ArrivalKind
{
    /// <summary>Independently of each other, as callers do.</summary>
    Poisson,

    /// <summary>At equal distances.</summary>
    Constant,
}

/// <summary>How much load there is, and of what kind.</summary>
public sealed record LoadOptions
{
    /// <summary>How many contacts come in a second, whatever the gateway does.</summary>
    public double Rate { get; init; } = 500;

    /// <summary>How many lives are kept in flight instead, each begun when another is over; 0 for an open loop.</summary>
    public int Closed { get; init; }

    /// <summary>
    /// The time over which a closed loop's first lives begin, evenly, and after which agents become available; where there is
    /// none, agents are available first and the lives begin at once.
    /// </summary>
    public TimeSpan Entering { get; init; }

    /// <summary>For how long contacts come, after the warm-up.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how long contacts come before anything is measured.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait for the contacts in hand at the end, while none of them moves on.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long to wait at the end for the gateway to tell of contacts, and then to take contacts and agents back.
    /// </summary>
    public TimeSpan CleanUp { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>For how long the generator's own limit is measured, before the run.</summary>
    public TimeSpan LimitDuration { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a talk is.</summary>
    public TimeSpan Talk { get; init; } = TimeSpan.FromSeconds(0.2);

    /// <summary>When contacts come.</summary>
    public ArrivalKind Arrivals { get; init; } = ArrivalKind.Poisson;

    /// <summary>How many agents there are.</summary>
    public int Agents { get; init; } = 200;

    /// <summary>How many skills there are.</summary>
    public int Skills { get; init; } = 64;

    /// <summary>How many of them an agent has.</summary>
    public int SkillsPerAgent { get; init; } = 4;

    /// <summary>How many of them a contact needs.</summary>
    public int SkillsPerContact { get; init; } = 1;

    /// <summary>How many connections requests are sent over.</summary>
    public int Connections { get; init; } = 64;

    /// <summary>Settles the random choices.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Throws where an option is out of its range, or does not fit another.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the option.</exception>
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

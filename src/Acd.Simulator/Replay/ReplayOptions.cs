namespace Acd.Simulator;

/// <summary>How a replay is done.</summary>
public sealed record ReplayOptions
{
    /// <summary>What is assumed of agents between their calls.</summary>
    public AbsenceAssumption Absences { get; init; } = AbsenceAssumption.Observed;

    /// <summary>
    /// How long an agent finishes up after each call, in seconds. 5 is what the record shows: where a call waited the whole
    /// time from one answer to the next, half of the gaps were of 4 to 6 s.
    /// </summary>
    public int WrapUp { get; init; } = 5;

    /// <summary>How much earlier the bank's priority customers stand in line, in seconds.</summary>
    public int HeadStart { get; init; } = 90;

    /// <summary>Settles the random draws.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Policies to be compared on the same calls.</summary>
    public IReadOnlyList<RoutingPolicy> Policies { get; init; } = [];

    /// <summary>Whether to look at each answer in the record, whether the engine would have chosen the same call.</summary>
    public bool Decisions { get; init; }

    /// <summary>Throws where an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It names the option.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WrapUp);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WrapUp, 3600);
        ArgumentOutOfRangeException.ThrowIfNegative(HeadStart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(HeadStart, 3600);
    }
}

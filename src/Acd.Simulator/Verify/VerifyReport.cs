namespace Acd.Simulator.Verify;

/// <summary>What came of many seeds.</summary>
public sealed record VerifyReport
{
    /// <summary>The first seed.</summary>
    public required long From { get; init; }

    /// <summary>How many were run to their end.</summary>
    public required int Seeds { get; init; }

    /// <summary>Those that broke a rule, by seed.</summary>
    public required IReadOnlyList<BrokenSeed> Broken { get; init; }

    /// <summary>Batches that were committed.</summary>
    public required long Commits { get; init; }

    /// <summary>Events that were committed.</summary>
    public required long Events { get; init; }

    /// <summary>Requests that were answered.</summary>
    public required long Answers { get; init; }

    /// <summary>Steps that made trouble: faults of the store, deaths, pauses, jumps of clocks.</summary>
    public required long Troubles { get; init; }

    /// <summary>How often somebody took the lease.</summary>
    public required long Terms { get; init; }

    /// <summary>How many hours passed in virtual time.</summary>
    public required double VirtualHours { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Seeds in a second.</summary>
    public required double Rate { get; init; }

    /// <summary>The hash of everything that happened, of the seeds by their order.</summary>
    public required string Trace { get; init; }
}

/// <summary>A seed that broke a rule.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Rule">The rule.</param>
/// <param name="What">What was seen.</param>
/// <param name="Repeat">The command that repeats it.</param>
/// <param name="Transcript">The shortest run that was found, as text.</param>
public sealed record BrokenSeed(long Seed, string Rule, string What, string Repeat, string Transcript);

namespace Acd.Simulator;

/// <summary>Latencies in milliseconds.</summary>
public sealed record LatencyFigures(long Count, double Mean, double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>Of a histogram of microseconds.</summary>
    public static LatencyFigures Of(LatencyHistogram microseconds) => new(
        microseconds.Count,
        microseconds.Mean / 1000,
        microseconds.Percentile(0.5) / 1000.0,
        microseconds.Percentile(0.9) / 1000.0,
        microseconds.Percentile(0.99) / 1000.0,
        microseconds.Percentile(0.999) / 1000.0,
        microseconds.Max / 1000.0);
}

/// <summary>What a load run came to.</summary>
public sealed record LoadReport
{
    /// <summary>How many lives were begun, warm-up included.</summary>
    public required long Begun { get; init; }

    /// <summary>How many came to their end, warm-up included.</summary>
    public required long Completed { get; init; }

    /// <summary>How many lives a second came to their end while it was measured.</summary>
    public required double LivesPerSecond { get; init; }

    /// <summary>For how long it was measured, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Latencies in milliseconds, of the lives that began while it was measured.</summary>
    public required IReadOnlyDictionary<LatencyKind, LatencyFigures> Latencies { get; init; }

    /// <summary>How many requests failed, by step and code.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>What became of the contacts.</summary>
    public required ContactAudit Check { get; init; }

    /// <summary>How often the event stream broke and was resumed.</summary>
    public required int StreamBreaks { get; init; }

    /// <summary>How often it could not be resumed, since the events in between were not kept.</summary>
    public required int StreamGaps { get; init; }

    /// <summary>
    /// How many lives a second the generator could send the requests of at the most, with a server that does nothing: measured
    /// before the run, on the same processors.
    /// </summary>
    public double GeneratorLimit { get; init; }

    /// <summary>Whether it was stopped before its end.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>How much of the generator's own limit the run used; near 1 it is the generator that was measured.</summary>
    public double GeneratorUse => GeneratorLimit == 0 ? 0 : LivesPerSecond / GeneratorLimit;

    /// <summary>Whether nothing failed, was lost or was double.</summary>
    public bool GoalMet => Errors.Count == 0 && Check.Passed && Completed == Begun && !Interrupted;
}

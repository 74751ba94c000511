namespace Acd.Simulator.Verify;

/// <summary>Which seeds are run, and how.</summary>
public sealed class VerifyOptions
{
    /// <summary>The first seed, 0 or more.</summary>
    public long From { get; init; } = 1;

    /// <summary>How many seeds, 1 to 100,000,000.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How many are run at once, 1 to 256. It changes nothing of what each of them does.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>After how many broken seeds no further ones are run, 1 or more; those under way are finished.</summary>
    public int MaxBroken { get; init; } = 5;
}

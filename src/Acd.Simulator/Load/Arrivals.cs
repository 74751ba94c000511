namespace Acd.Simulator;

/// <summary>The times at which contacts come, settled before the first one does and whatever becomes of them.</summary>
public sealed class ArrivalProcess(ArrivalKind kind, double rate, Random random)
{
    private double _seconds;

    /// <summary>When the next one comes, counted from the beginning.</summary>
    public TimeSpan Next()
    {
        // The time between independent arrivals is exponential.
        _seconds += kind == ArrivalKind.Constant ? 1 / rate : -Math.Log(1 - random.NextDouble()) / rate;
        return TimeSpan.FromTicks((long)(_seconds * TimeSpan.TicksPerSecond));
    }
}

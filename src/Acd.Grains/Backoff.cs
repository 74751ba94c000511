namespace Acd.Grains;

/// <summary>The pauses of a loop between two tries: twice as long after each failure, up to a limit.</summary>
internal sealed class Backoff(TimeSpan shortest, TimeSpan longest)
{
    private int _failures;

    /// <summary>The pause after one more failure.</summary>
    public TimeSpan Next()
    {
        var pause = shortest * Math.Pow(2, Math.Min(_failures++, 20));
        return pause < longest ? pause : longest;
    }

    /// <summary>A try has succeeded.</summary>
    public void Reset() => _failures = 0;
}

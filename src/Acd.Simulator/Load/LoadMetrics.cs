using System.Diagnostics;

namespace Acd.Simulator;

/// <summary>The measured latencies.</summary>
public enum LatencyKind
{
    /// <summary>From a contact's scheduled time to the response to its post.</summary>
    Post,

    /// <summary>From a contact's scheduled time to its offer on the event stream.</summary>
    PostToOffer,

    /// <summary>From an accept to its response.</summary>
    Accept,

    /// <summary>From a completion to its response.</summary>
    Complete,

    /// <summary>
    /// From a contact's scheduled time to its post: the generator's own delay, which is part of the first two.
    /// </summary>
    GeneratorLag,
}

/// <summary>The counts and latencies of a run. Any thread may use it.</summary>
internal sealed class LoadMetrics(long measureFrom, long measureUntil)
{
    private readonly Lock _gate = new();
    private readonly LatencyHistogram[] _latencies = [.. Enum.GetValues<LatencyKind>().Select(_ => new LatencyHistogram())];
    private readonly SortedDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _begun;
    private long _completed;
    private long _completedInTime;

    public long BegunCount => Interlocked.Read(ref _begun);

    public long CompletedCount => Interlocked.Read(ref _completed);

    /// <summary>Lifecycles that ended within the measurement.</summary>
    public long CompletedInTime => Interlocked.Read(ref _completedInTime);

    public void CountBegun() => Interlocked.Increment(ref _begun);

    public void CountCompleted(long now)
    {
        Interlocked.Increment(ref _completed);
        if (now >= measureFrom && now < measureUntil)
            Interlocked.Increment(ref _completedInTime);
    }

    public void Record(LatencyKind kind, ContactLifecycle lifecycle, long from, long until)
    {
        if (lifecycle.ScheduledAt < measureFrom || lifecycle.ScheduledAt >= measureUntil)
            return;
        var microseconds = (long)Stopwatch.GetElapsedTime(from, until).TotalMicroseconds;
        lock (_gate)
            _latencies[(int)kind].Record(microseconds);
    }

    public void CountError(LifecycleStep step, string code)
    {
        var name = $"{step.ToString().ToLowerInvariant()}: {code}";
        lock (_gate)
            _errors[name] = _errors.GetValueOrDefault(name) + 1;
    }

    public LatencyFigures Figures(LatencyKind kind)
    {
        lock (_gate)
            return LatencyFigures.Of(_latencies[(int)kind]);
    }

    public IReadOnlyDictionary<string, long> Errors()
    {
        lock (_gate)
            return new SortedDictionary<string, long>(_errors, StringComparer.Ordinal);
    }
}

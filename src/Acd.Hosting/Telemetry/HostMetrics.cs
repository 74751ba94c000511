using System.Diagnostics.Metrics;

namespace Acd.Hosting;

/// <summary>The metrics of a host, on its own meter <c>Acd.Hosting</c>.</summary>
internal sealed class HostMetrics : IDisposable
{
    private static readonly InstrumentAdvice<int> Sizes =
        new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096] };

    private static readonly InstrumentAdvice<double> Durations =
        new() { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] };

    private readonly Meter _meter;
    private readonly Counter<long> _applied;
    private readonly Histogram<int> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Counter<long> _recoveries;

    /// <param name="owner">The host, the meter's scope, by which listeners tell several hosts apart.</param>
    /// <param name="queueLength">Gets the number of waiting requests.</param>
    /// <param name="subscribers">Gets the number of subscribers.</param>
    public HostMetrics(object owner, Func<int> queueLength, Func<int> subscribers)
    {
        _meter = new Meter(new MeterOptions(CenterTelemetry.Name) { Scope = owner });
        _applied = _meter.CreateCounter<long>("acd.requests.applied", "{request}", "Requests that the engine was given.");
        _batchSize = _meter.CreateHistogram("acd.batch.size", "{request}", "Requests that shared a commit.", null, Sizes);
        _commitDuration = _meter.CreateHistogram(
            "acd.commit.duration", "s", "How long commits took that landed.", null, Durations);
        _recoveries = _meter.CreateCounter<long>("acd.recoveries", "{recovery}", "Engines thrown away after a failure.");
        _meter.CreateObservableGauge("acd.intake.length", queueLength, "{request}", "Requests that wait to be applied.");
        _meter.CreateObservableGauge("acd.subscribers", subscribers, "{subscriber}", "Subscribers to events.");
    }

    /// <summary>Records requests that were applied.</summary>
    public void RecordApplied(int requests)
    {
        if (requests > 0) _applied.Add(requests);
    }

    /// <summary>Records a successful commit.</summary>
    public void RecordCommit(int requests, TimeSpan took)
    {
        _batchSize.Record(requests);
        _commitDuration.Record(took.TotalSeconds);
        CenterTelemetry.RecordCommit(requests, took);
    }

    /// <summary>Records a discarded engine.</summary>
    public void RecordRecovery() => _recoveries.Add(1);

    public void Dispose() => _meter.Dispose();
}

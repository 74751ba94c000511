using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Acd.Connections;

/// <summary>How a connection does in this process. Any thread may read it.</summary>
/// <param name="name">The connection's name.</param>
internal sealed class ConnectionState(string name)
{
    private readonly Lock _gate = new();

    private ConnectionReport _report = new(name, ConnectionStatus.Elsewhere);

    /// <summary>What is to be told about it now.</summary>
    public ConnectionReport Current => Volatile.Read(ref _report);

    /// <summary>Something that a person should look at, apart from failures.</summary>
    public void SetAlarm(string? text) => Change(report => report with { Alarm = text });

    /// <summary>The center is not here.</summary>
    public void Leave() => Change(report => report.Status == ConnectionStatus.Elsewhere
        ? report
        : new(name, ConnectionStatus.Elsewhere) { Failures = report.Failures, Handled = report.Handled, Lost = report.Lost });

    /// <summary>A term begins.</summary>
    public void Begin() => Change(report => report.FailingSince is null
        ? report with { Status = ConnectionStatus.Running }
        : report);

    /// <summary>It has come so far, which ends a row of failures.</summary>
    public void Report(long position, long behind, int handled) => Change(report => report with
    {
        Status = ConnectionStatus.Running,
        Position = position,
        Behind = behind,
        Handled = report.Handled + handled,
        FailingSince = null,
        Error = null,
    });

    /// <summary>It handled something outside of a term.</summary>
    public void Count(int handled) => Change(report => report with { Handled = report.Handled + handled });

    /// <summary>Events were gone before they were read.</summary>
    public void ReportLost(long events) => Change(report => report with { Lost = report.Lost + events });

    /// <summary>A term ended by a failure.</summary>
    public void Fail(string error, DateTimeOffset now) => Change(report => report with
    {
        Status = ConnectionStatus.Failing,
        Failures = report.Failures + 1,
        FailingSince = report.FailingSince ?? now,
        Error = error,
    });

    private void Change(Func<ConnectionReport, ConnectionReport> change)
    {
        lock (_gate) Volatile.Write(ref _report, change(_report));
    }
}

/// <summary>Whether a connection runs.</summary>
public enum ConnectionStatus
{
    /// <summary>The center's engine is in another process, or does not serve.</summary>
    Elsewhere,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It fails, and tries again after a pause.</summary>
    Failing,
}

/// <summary>What is told about a connection.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether it runs.</param>
public sealed record ConnectionReport(string Name, ConnectionStatus Status)
{
    /// <summary>The number of the last event that it is done with.</summary>
    public long Position { get; init; }

    /// <summary>How many events it is behind.</summary>
    public long Behind { get; init; }

    /// <summary>How many events, or messages, this process has handled.</summary>
    public long Handled { get; init; }

    /// <summary>How many events were gone before it had read them.</summary>
    public long Lost { get; init; }

    /// <summary>How many of its terms failed in this process.</summary>
    public long Failures { get; init; }

    /// <summary>Since when it fails, if it does.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What failed last, if it fails.</summary>
    public string? Error { get; init; }

    /// <summary>Something that a person should look at.</summary>
    public string? Alarm { get; init; }
}

/// <summary>All connections of this process, and their metrics.</summary>
internal sealed class ConnectionStates : IDisposable
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "Acd.Connections";

    private readonly ConcurrentDictionary<string, ConnectionState> _states = new(StringComparer.Ordinal);
    private readonly Meter _meter = new(MeterName);

    public ConnectionStates()
    {
        _meter.CreateObservableGauge(
            "acd.connection.running", () => Measure(report => report.Status == ConnectionStatus.Running ? 1 : 0),
            "{connection}", "1 where a connection runs.");
        _meter.CreateObservableGauge(
            "acd.connection.behind", () => Measure(report => report.Behind), "{event}", "Events that it has not handled yet.");
        _meter.CreateObservableCounter(
            "acd.connection.handled", () => Measure(report => report.Handled), "{event}", "Events and messages handled.");
        _meter.CreateObservableCounter(
            "acd.connection.lost", () => Measure(report => report.Lost), "{event}", "Events gone before it read them.");
        _meter.CreateObservableCounter(
            "acd.connection.failures", () => Measure(report => report.Failures), "{failure}", "Terms that ended by a failure.");
    }

    /// <summary>What is to be told, by name.</summary>
    public IReadOnlyList<ConnectionReport> Reports =>
        [.. _states.Values.Select(state => state.Current).OrderBy(report => report.Name, StringComparer.Ordinal)];

    /// <summary>The state of a connection.</summary>
    public ConnectionState Of(string name) => _states.GetOrAdd(name, static name => new ConnectionState(name));

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<long>> Measure(Func<ConnectionReport, long> read) =>
        Reports.Where(report => report.Status != ConnectionStatus.Elsewhere)
            .Select(report => new Measurement<long>(
                read(report), new KeyValuePair<string, object?>("connection", report.Name)));
}

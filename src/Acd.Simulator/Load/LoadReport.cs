using System.Globalization;
using System.Text.Json;
using Spectre.Console;

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

/// <summary>What became of the contacts that the gateway acknowledged.</summary>
public sealed record ContactAudit
{
    private const int NotFound = 404;
    private const string NoAnswer = "0";

    /// <summary>How many the gateway acknowledged.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>How many are over.</summary>
    public required int Closed { get; init; }

    /// <summary>How many are in another state, by that state.</summary>
    public required IReadOnlyDictionary<string, int> Open { get; init; }

    /// <summary>How many the gateway knows nothing of any longer: lost.</summary>
    public required int Missing { get; init; }

    /// <summary>How many the gateway could not be asked for.</summary>
    public required int Unknown { get; init; }

    /// <summary>How many were connected to an agent more than once.</summary>
    public required int ConnectedTwice { get; init; }

    /// <summary>Whether nothing is lost and nothing was double.</summary>
    public bool Passed => Missing == 0 && Unknown == 0 && ConnectedTwice == 0;

    /// <summary>Asks the gateway for every contact that was acknowledged and not seen to end.</summary>
    internal static async Task<ContactAudit> OfAsync(LoadHttpClient client, IReadOnlyList<ContactLifecycle> lifecycles, CancellationToken cancel)
    {
        ContactLifecycle[] acknowledged = [.. lifecycles.Where(lifecycle => lifecycle.Acknowledged)];
        BatchedRequest[] requests =
            [.. acknowledged.Where(lifecycle => !lifecycle.Closed).Select(lifecycle => new BatchedRequest("GET", $"/v1/contacts/{lifecycle.Id}"))];
        var responses = await StatesOfAsync(client, requests, cancel);
        var states = responses.CountBy(state => state).ToDictionary(StringComparer.Ordinal);
        states.Remove("closed", out var closedUnseen);
        states.Remove("404", out var missing);
        var unknown = states.Where(state => char.IsAsciiDigit(state.Key[0])).Sum(state => state.Value);
        return new ContactAudit
        {
            Acknowledged = acknowledged.Length,
            Closed = acknowledged.Length - requests.Length + closedUnseen,
            Open = states.Where(state => !char.IsAsciiDigit(state.Key[0])).ToDictionary(),
            Missing = missing,
            Unknown = unknown,
            ConnectedTwice = lifecycles.Count(lifecycle => lifecycle.Connections > 1),
        };
    }

    private static async Task<IEnumerable<string>> StatesOfAsync(
        LoadHttpClient client, IReadOnlyList<BatchedRequest> requests, CancellationToken cancel)
    {
        try
        {
            return (await HttpRequestBatch.SendAsync(client, requests, cancel)).Select(StateOf);
        }
        catch (OperationCanceledException)
        {
            // A gateway that stands still tells nothing of any of them.
            return requests.Select(_ => NoAnswer);
        }
    }

    // The state where there is one, else the status.
    private static string StateOf(BatchedResponse response)
    {
        if (!response.IsSuccess)
            return response.Status == NotFound ? "404" : response.Status.ToString(CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(response.Body);
        return document.RootElement.TryGetProperty("state", out var state) ? state.GetString()! : "closed";
    }
}

/// <summary>A load run's report for people.</summary>
public static class LoadTable
{
    private static readonly Dictionary<LatencyKind, string> Names = new()
    {
        [LatencyKind.Post] = "post scheduled to answered",
        [LatencyKind.PostToOffer] = "post scheduled to offer on the stream",
        [LatencyKind.Accept] = "accept to answered",
        [LatencyKind.Complete] = "complete to answered",
        [LatencyKind.GeneratorLag] = "the generator's own lateness",
    };

    /// <summary>Writes the tables.</summary>
    public static void Write(IAnsiConsole console, LoadReport report)
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("ms");
        foreach (var heading in new[] { "count", "mean", "p50", "p90", "p99", "p99.9", "max" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var (kind, figures) in report.Latencies)
        {
            table.AddRow(
                Names[kind], figures.Count.ToString("N0", CultureInfo.InvariantCulture), Number(figures.Mean),
                Number(figures.P50), Number(figures.P90), Number(figures.P99), Number(figures.P999), Number(figures.Max));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.LivesPerSecond:N0} whole lives a second over {report.Seconds:0.0} s; ")
            + string.Create(CultureInfo.InvariantCulture, $"{report.Begun:N0} begun, {report.Completed:N0} completed."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The generator's own limit here is {report.GeneratorLimit:N0} lives a second, with a server that does nothing; ")
            + string.Create(CultureInfo.InvariantCulture, $"this run used {report.GeneratorUse * 100:0.0} % of it."));
        WriteCheck(console, report.Check);
        foreach (var (error, count) in report.Errors)
            console.WriteLine($"failed: {error}, {count} times");
        if (report.StreamBreaks > 0)
            console.WriteLine($"The event stream broke {report.StreamBreaks} times, {report.StreamGaps} times with a gap.");
        if (report.Interrupted)
            console.WriteLine("The run was stopped before its end.");
    }

    /// <summary>Writes what the scenario came to in virtual time.</summary>
    public static void Write(IAnsiConsole console, RedisKamailioReport report)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Hours:0.##} hours in {report.Seconds:0.0} s: {report.Entered:N0} contacts entered, {report.Completed:N0} ")
            + string.Create(CultureInfo.InvariantCulture,
            $"were answered by one agent each and completed, {report.Entered - report.Completed:N0} dropped."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.PerSecond:0.00} completed a second of its own time; after ten minutes {100 * report.Busy:0.0} % of the ")
            + string.Create(CultureInfo.InvariantCulture,
            $"agents talked; the mean wait was {report.MeanWait:0.0} s, the longest queue {report.LongestQueue:N0}."));
    }

    private static void WriteCheck(IAnsiConsole console, ContactAudit check)
    {
        var open = string.Concat(check.Open.Select(state => $", {state.Value} {state.Key}"));
        console.WriteLine(
            $"Of {check.Acknowledged} acknowledged contacts {check.Closed} are closed{open}, {check.Missing} lost, "
            + $"{check.Unknown} unknown; {check.ConnectedTwice} were connected twice.");
    }

    private static string Number(double milliseconds) => milliseconds.ToString("0.00", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Acd.Simulator;

/// <summary>The figures of a latency, in milliseconds.</summary>
public sealed record LatencyFigures(long Count, double Mean, double P50, double P90, double P99, double P999, double Max)
{
    /// <summary>The figures of a histogram of microseconds.</summary>
    public static LatencyFigures Of(LatencyHistogram microseconds) => new(
        microseconds.Count,
        microseconds.Mean / 1000,
        microseconds.Percentile(0.5) / 1000.0,
        microseconds.Percentile(0.9) / 1000.0,
        microseconds.Percentile(0.99) / 1000.0,
        microseconds.Percentile(0.999) / 1000.0,
        microseconds.Max / 1000.0);
}

/// <summary>The results of a load run.</summary>
public sealed record LoadReport
{
    /// <summary>Lifecycles that began, warm-up included.</summary>
    public required long Begun { get; init; }

    /// <summary>Lifecycles that ended, warm-up included.</summary>
    public required long Completed { get; init; }

    /// <summary>Lifecycles a second that ended within the measurement.</summary>
    public required double LivesPerSecond { get; init; }

    /// <summary>The length of the measurement, in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>Latencies in milliseconds, of the lifecycles that began within the measurement.</summary>
    public required IReadOnlyDictionary<LatencyKind, LatencyFigures> Latencies { get; init; }

    /// <summary>Failed requests, by step and code.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>The account of the acknowledged contacts.</summary>
    public required ContactAudit Check { get; init; }

    /// <summary>How often the event stream broke and resumed.</summary>
    public required int StreamBreaks { get; init; }

    /// <summary>How often it could not resume because the gateway no longer had the events in between.</summary>
    public required int StreamGaps { get; init; }

    /// <summary>
    /// The greatest number of lifecycles a second that the generator can send to a server that does nothing, measured before the
    /// run on the same processors.
    /// </summary>
    public double GeneratorLimit { get; init; }

    /// <summary>Whether the run was stopped early.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>The share of the generator's own limit that the run used. Near 1 the run measured the generator.</summary>
    public double GeneratorUse => GeneratorLimit == 0 ? 0 : LivesPerSecond / GeneratorLimit;

    /// <summary>Whether no request failed and no contact was lost or connected twice.</summary>
    public bool GoalMet => Errors.Count == 0 && Check.Passed && Completed == Begun && !Interrupted;
}

/// <summary>The account of the contacts that the gateway acknowledged.</summary>
public sealed record ContactAudit
{
    private const int NotFound = 404;
    private const string NoAnswer = "0";

    /// <summary>Acknowledged contacts.</summary>
    public required int Acknowledged { get; init; }

    /// <summary>Closed contacts.</summary>
    public required int Closed { get; init; }

    /// <summary>Contacts in other states, by state.</summary>
    public required IReadOnlyDictionary<string, int> Open { get; init; }

    /// <summary>Contacts that the gateway does not know: lost.</summary>
    public required int Missing { get; init; }

    /// <summary>Contacts whose state the gateway did not return.</summary>
    public required int Unknown { get; init; }

    /// <summary>Contacts that were connected more than once.</summary>
    public required int ConnectedTwice { get; init; }

    /// <summary>Whether no contact is lost and none was connected twice.</summary>
    public bool Passed => Missing == 0 && Unknown == 0 && ConnectedTwice == 0;

    /// <summary>Reads the state of every acknowledged contact that the event stream did not report as closed.</summary>
    internal static async Task<ContactAudit> OfAsync(
        LoadHttpClient client, IReadOnlyList<ContactLifecycle> lifecycles, CancellationToken cancel)
    {
        ContactLifecycle[] acknowledged = [.. lifecycles.Where(lifecycle => lifecycle.Acknowledged)];
        BatchedRequest[] requests =
        [
            .. acknowledged.Where(lifecycle => !lifecycle.Closed)
                .Select(lifecycle => new BatchedRequest("GET", $"/v1/contacts/{lifecycle.Id}")),
        ];
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
            // A gateway that hangs reports no state.
            return requests.Select(_ => NoAnswer);
        }
    }

    // The contact's state, or the HTTP status of a failure.
    private static string StateOf(BatchedResponse response)
    {
        if (!response.IsSuccess)
            return response.Status == NotFound ? "404" : response.Status.ToString(CultureInfo.InvariantCulture);
        using var document = JsonDocument.Parse(response.Body);
        return document.RootElement.TryGetProperty("state", out var state) ? state.GetString()! : "closed";
    }
}

/// <summary>A load run's report as tables.</summary>
public static class LoadTable
{
    private static readonly Dictionary<LatencyKind, string> Names = new()
    {
        [LatencyKind.Post] = "post, scheduled to response",
        [LatencyKind.PostToOffer] = "post, scheduled to offer on the stream",
        [LatencyKind.Accept] = "accept to response",
        [LatencyKind.Complete] = "complete to response",
        [LatencyKind.GeneratorLag] = "the generator's own delay",
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
            $"{report.LivesPerSecond:N0} contact lifecycles a second over {report.Seconds:0.0} s; ")
            + string.Create(CultureInfo.InvariantCulture, $"{report.Begun:N0} begun, {report.Completed:N0} completed."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The generator's own limit here, with a server that does nothing, is {report.GeneratorLimit:N0} a second; ")
            + string.Create(CultureInfo.InvariantCulture, $"this run used {report.GeneratorUse * 100:0.0} % of it."));
        WriteCheck(console, report.Check);
        foreach (var (error, count) in report.Errors)
            console.WriteLine($"failed: {error}, {count} times");
        if (report.StreamBreaks > 0)
            console.WriteLine($"The event stream broke {report.StreamBreaks} times, {report.StreamGaps} times with a gap.");
        if (report.Interrupted)
            console.WriteLine("The run was stopped early.");
    }

    /// <summary>Writes the results of the scenario in virtual time.</summary>
    public static void Write(IAnsiConsole console, RedisKamailioReport report)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Hours:0.##} hours in {report.Seconds:0.0} s: {report.Entered:N0} contacts entered, {report.Completed:N0} ")
            + string.Create(CultureInfo.InvariantCulture,
            $"were answered by one agent each and completed, {report.Entered - report.Completed:N0} dropped."));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.PerSecond:0.00} completed a second of its own time. After ten minutes {100 * report.Busy:0.0} % of the ")
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

using System.Diagnostics;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>Loads a gateway with contacts and plays the agents who take them.</summary>
public sealed class LoadRun : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(100);

    private readonly LoadOptions _options;
    private readonly GatewayClient _gateway;
    private readonly Action<string> _progress;
    private readonly LoadHttpClient _client;
    private readonly SkillAssignment _skills;
    private readonly LoadAgents _agents;
    private readonly LifecycleRegistry _lifecycles;
    private readonly EventStream<StreamedEvent> _events;
    private readonly Pacer _pacer = new();

    /// <summary>Prepares a run.</summary>
    /// <param name="url">The gateway's address.</param>
    /// <param name="key">A supervisor's key, where the gateway has keys.</param>
    /// <param name="options">The load.</param>
    /// <param name="progress">Called with the progress, as text.</param>
    public LoadRun(Uri url, string? key, LoadOptions options, Action<string> progress)
    {
        options.Validate();
        var run = RunPrefix.New();
        _options = options;
        _progress = progress;
        _gateway = new GatewayClient(url, key);
        _client = new LoadHttpClient(url, key, options.Connections);
        _skills = new SkillAssignment(options, run);
        _agents = new LoadAgents(_client, run, _skills);
        _lifecycles = new LifecycleRegistry(run);
        _events = new EventStream<StreamedEvent>(_gateway, StreamedEvent.Parse);
    }

    /// <summary>Runs to the end, or until it is canceled, and reports the results.</summary>
    /// <exception cref="GatewayException">The gateway cannot be reached, or refused an agent.</exception>
    public async Task<LoadReport> RunAsync(CancellationToken cancel)
    {
        var limit = await GeneratorCapacity.MeasureAsync(_options.Connections, _options.LimitDuration);
        using var listen = new CancellationTokenSource();
        var listening = _events.RunAsync(OnEvent, listen.Token);
        try
        {
            await _events.Opened.WaitAsync(cancel);
            await _gateway.SendAsync(HttpMethod.Put, "v1/center", new { open = true }, cancel);
            _progress($"{_options.Agents} agents log in");
            await _agents.CreateAsync(cancel);
            if (_options.Entering == TimeSpan.Zero)
                await _agents.LoginAsync(cancel);
            return await MeasureAsync(cancel) with { GeneratorLimit = limit };
        }
        finally
        {
            await CleanUpAsync();
            await listen.CancelAsync();
            await listening;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pacer.Dispose();
        _client.Dispose();
        _gateway.Dispose();
    }

    private async Task<LoadReport> MeasureAsync(CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var measureFrom = start + Ticks(_options.WarmUp);
        var end = measureFrom + Ticks(_options.Duration);
        var metrics = new LoadMetrics(measureFrom, end);
        var loop = new LoadLoop(_options, _client, _pacer, metrics, _lifecycles, _skills, start, end);
        loop.Begin();
        if (_options.Entering > TimeSpan.Zero)
        {
            await ReportProgressAsync(metrics, cancel, () => Stopwatch.GetElapsedTime(start) < _options.Entering);
            await _agents.LoginAsync(cancel);
        }

        await ReportProgressAsync(metrics, cancel, () => Stopwatch.GetTimestamp() < end);
        if (cancel.IsCancellationRequested)
            loop.Stop();
        var stoppedAt = Math.Min(end, Stopwatch.GetTimestamp());
        await DrainAsync(metrics, loop, cancel);
        loop.StopRetrying();

        using var timeout = new CancellationTokenSource(_options.CleanUp);
        var measured = Math.Max(0, Stopwatch.GetElapsedTime(measureFrom, stoppedAt).TotalSeconds);
        return new LoadReport
        {
            Begun = metrics.BegunCount,
            Completed = metrics.CompletedCount,
            LivesPerSecond = measured == 0 ? 0 : metrics.CompletedInTime / measured,
            Seconds = measured,
            Latencies = Enum.GetValues<LatencyKind>().ToDictionary(kind => kind, metrics.Figures),
            Errors = metrics.Errors(),
            Check = await ContactAudit.OfAsync(_client, _lifecycles.ToArray(), timeout.Token),
            StreamBreaks = _events.Reconnects,
            StreamGaps = _events.Gaps,
            Interrupted = cancel.IsCancellationRequested,
        };
    }

    private async Task DrainAsync(LoadMetrics metrics, LoadLoop loop, CancellationToken cancel)
    {
        var (completed, since) = (metrics.CompletedCount, Stopwatch.GetTimestamp());
        await ReportProgressAsync(metrics, cancel, () =>
        {
            if (metrics.CompletedCount != completed)
                (completed, since) = (metrics.CompletedCount, Stopwatch.GetTimestamp());
            var allFinished = loop.AllBegun && _lifecycles.ToArray().All(lifecycle => lifecycle.IsFinished);
            return !allFinished && Stopwatch.GetElapsedTime(since) < _options.Drain;
        });
    }

    private async Task ReportProgressAsync(LoadMetrics metrics, CancellationToken cancel, Func<bool> goOn)
    {
        while (goOn() && !cancel.IsCancellationRequested)
        {
            await Task.Delay(ProgressInterval, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _progress($"begun {metrics.BegunCount,8}  done {metrics.CompletedCount,8}  post to offer p99 "
                + $"{metrics.Figures(LatencyKind.PostToOffer).P99,7:0.0} ms");
        }
    }

    private void OnEvent(StreamedEvent streamed)
    {
        if (streamed.Contact is null || _lifecycles.Find(streamed.Contact) is not { } lifecycle)
            return;
        if (streamed.Kind == StreamedEventKind.Offered)
            lifecycle.OnOffered(streamed.Offer!);
        else if (streamed.Kind == StreamedEventKind.Connected)
            lifecycle.OnConnected();
        else
            lifecycle.Closed = true;
    }

    private async Task CleanUpAsync()
    {
        using var timeout = new CancellationTokenSource(_options.CleanUp);
        try
        {
            // A post in flight counts as open; a refused post does not.
            ContactLifecycle[] open =
            [
                .. _lifecycles.ToArray().Where(lifecycle =>
                    !lifecycle.Closed && (lifecycle.Acknowledged || !lifecycle.IsFinished)),
            ];
            foreach (var end in new[] { "complete", "abandon" })
            {
                var requests = open.Select(lifecycle => new BatchedRequest("POST", $"/v1/contacts/{lifecycle.Id}/{end}"));
                await HttpRequestBatch.SendAsync(_client, [.. requests], timeout.Token);
            }

            if (await _agents.RemoveAsync(timeout.Token) is var left and > 0)
                _progress($"{left} agents could not be removed");
        }
        catch (OperationCanceledException)
        {
            _progress("the gateway does not respond; contacts and agents of this run remain in it");
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}

/// <summary>The part of a center's event that a load generator uses.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Contact">The contact's id; null for other kinds.</param>
/// <param name="Offer">The offer's id, of an offer.</param>
internal readonly record struct StreamedEvent(StreamedEventKind Kind, string? Contact = null, string? Offer = null)
{
    /// <summary>Parses an event. The data of other kinds is not read.</summary>
    public static StreamedEvent Parse(string type, ReadOnlySpan<byte> data)
    {
        var kind = KindOf(type);
        return kind == StreamedEventKind.Other ? default : Parse(kind, data);
    }

    private static StreamedEvent Parse(StreamedEventKind kind, ReadOnlySpan<byte> data)
    {
        string? contact = null;
        string? offer = null;
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                continue;
            if (json.ValueTextEquals("contact"u8) && json.Read())
                contact = json.GetString();
            else if (kind == StreamedEventKind.Offered && json.ValueTextEquals("offer"u8) && json.Read())
                offer = json.GetString();
        }

        return new StreamedEvent(kind, contact, offer);
    }

    private static StreamedEventKind KindOf(string type) => type switch
    {
        "contactOffered" => StreamedEventKind.Offered,
        "contactConnected" => StreamedEventKind.Connected,
        "contactClosed" => StreamedEventKind.Closed,
        _ => StreamedEventKind.Other,
    };
}

/// <summary>The kinds of events that a lifecycle depends on.</summary>
internal enum StreamedEventKind
{
    /// <summary>Any other event.</summary>
    Other,

    /// <summary>An agent was offered a contact.</summary>
    Offered,

    /// <summary>A contact was connected to an agent.</summary>
    Connected,

    /// <summary>A contact was closed.</summary>
    Closed,
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Acd.Simulator;

/// <summary>Loads a gateway with contacts, and has agents take them.</summary>
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
    private readonly EventStream _events;
    private readonly Pacer _pacer = new();

    /// <summary>Prepares a run.</summary>
    /// <param name="url">The gateway's address.</param>
    /// <param name="key">A supervisor's key, where the gateway has keys.</param>
    /// <param name="options">How much load.</param>
    /// <param name="progress">Called now and then with how far it is.</param>
    public LoadRun(Uri url, string? key, LoadOptions options, Action<string> progress)
    {
        options.Validate();
        var run = RunId.New();
        _options = options;
        _progress = progress;
        _gateway = new GatewayClient(url, key);
        _client = new LoadHttpClient(url, key, options.Connections);
        _skills = new SkillAssignment(options, run);
        _agents = new LoadAgents(_client, run, _skills);
        _lifecycles = new LifecycleRegistry(run);
        _events = new EventStream(_gateway);
    }

    /// <summary>Runs to the end, or until it is canceled, and tells what there was.</summary>
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

    private void OnEvent(SseMessage message)
    {
        var happened = StreamedEvent.Read(message);
        if (happened.Kind == StreamedEventKind.Other || _lifecycles.Find(happened.Contact) is not { } lifecycle)
            return;
        if (happened.Kind == StreamedEventKind.Offered)
            lifecycle.OnOffered(happened.Offer!);
        else if (happened.Kind == StreamedEventKind.Connected)
            lifecycle.OnConnected();
        else
            lifecycle.Closed = true;
    }

    private async Task CleanUpAsync()
    {
        using var timeout = new CancellationTokenSource(_options.CleanUp);
        try
        {
            // Also those whose post is still on its way; not those whose post was refused.
            ContactLifecycle[] open = [.. _lifecycles.ToArray().Where(lifecycle => !lifecycle.Closed && (lifecycle.Acknowledged || !lifecycle.IsFinished))];
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
            _progress("the gateway does not answer; contacts and agents of this run are left in it");
        }
    }

    private static long Ticks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);
}

/// <summary>What a load generator needs to know of an event of the center.</summary>
internal readonly ref struct StreamedEvent(StreamedEventKind kind, ReadOnlySpan<byte> contact, string? offer)
{
    /// <summary>What happened.</summary>
    public StreamedEventKind Kind { get; } = kind;

    /// <summary>The contact's id.</summary>
    public ReadOnlySpan<byte> Contact { get; } = contact;

    /// <summary>The offer's id, where there is one.</summary>
    public string? Offer { get; } = offer;

    /// <summary>Reads an event; most are passed over by their type alone.</summary>
    public static StreamedEvent Read(SseMessage message)
    {
        var kind = KindOf(message.Type);
        return kind == StreamedEventKind.Other ? default : Read(kind, message.Data);
    }

    private static StreamedEvent Read(StreamedEventKind kind, ReadOnlySpan<byte> data)
    {
        ReadOnlySpan<byte> contact = default;
        string? offer = null;
        var json = new Utf8JsonReader(data);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth != 1)
                continue;
            if (json.ValueTextEquals("contact"u8) && json.Read())
                contact = json.ValueSpan;
            else if (kind == StreamedEventKind.Offered && json.ValueTextEquals("offer"u8) && json.Read())
                offer = Encoding.ASCII.GetString(json.ValueSpan);
        }

        return new StreamedEvent(kind, contact, offer);
    }

    private static StreamedEventKind KindOf(ReadOnlySpan<byte> type)
    {
        if (type.SequenceEqual("contactOffered"u8))
            return StreamedEventKind.Offered;
        if (type.SequenceEqual("contactConnected"u8))
            return StreamedEventKind.Connected;
        return type.SequenceEqual("contactClosed"u8) ? StreamedEventKind.Closed : StreamedEventKind.Other;
    }
}

/// <summary>The kinds of events that tell of a life's progress.</summary>
internal enum StreamedEventKind
{
    /// <summary>Something else.</summary>
    Other,

    /// <summary>A contact was offered to an agent.</summary>
    Offered,

    /// <summary>An agent has a contact.</summary>
    Connected,

    /// <summary>A contact is over.</summary>
    Closed,
}

using System.Diagnostics;
using Acd.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acd.Hosting;

/// <summary>
/// A center in this process: the engine, a store, and the loop between them. It takes the store's lease and serves, or stands by
/// until it can; after a failure of the store it loads the engine again and goes on.
/// </summary>
public sealed class EngineHost : IContactCenter, IHostedService, IAsyncDisposable
{
    private readonly EngineHostOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RequestGate _gate = new();
    private readonly EventFeed _feed;
    private readonly TimedStore _store;
    private readonly HostMetrics _metrics;
    private readonly HostRunner _runner;
    private Task? _running;
    private bool _disposed;

    /// <summary>Makes a host, which begins to serve with <see cref="StartAsync"/>.</summary>
    /// <param name="store">Where the documents live. The host does not dispose it.</param>
    /// <param name="options">How it works; the defaults where none are given.</param>
    /// <param name="time">Its clock; the system's where none is given.</param>
    /// <param name="logger">Where it tells of its state's changes; nowhere where none is given.</param>
    /// <exception cref="ArgumentException">The options are wrong.</exception>
    public EngineHost(
        IStore store, EngineHostOptions? options = null, TimeProvider? time = null, ILogger<EngineHost>? logger = null)
    {
        _options = options ?? new EngineHostOptions();
        if (_options.GetValidationErrors() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        if (_options.BoardsEvery > store.EventsKept)
        {
            throw new ArgumentException(
                $"{nameof(_options.BoardsEvery)} is {_options.BoardsEvery} and must be at most the {store.EventsKept} events "
                + "that the store keeps.",
                nameof(options));
        }

        if (_options.Matching == MatchingKind.Zinter && !store.HasMatching)
        {
            throw new ArgumentException(
                $"{nameof(_options.Matching)} is {_options.Matching}, for which the store must be Redis.", nameof(options));
        }

        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<EngineHost>.Instance;
        _feed = new EventFeed(_options);
        _store = new TimedStore(store, _options, _time);
        _metrics = new HostMetrics(this, () => _gate.QueueLength, () => _feed.Subscribers);
        _runner = new HostRunner(
            store, _store, _options, new CenterClock(_time), _time, _logger, _gate, _feed, _metrics,
            status => StatusChanged?.Invoke(status));
    }

    /// <summary>Raised after each change of <see cref="Status"/>, on the loop's thread: handlers must return at once.</summary>
    public event Action<CenterStatus>? StatusChanged;

    /// <inheritdoc/>
    public CenterStatus Status => _gate.Status;

    /// <summary>The sequence number of the last event that was revealed here; 0 before there was one.</summary>
    public long LastEvent => _feed.Last;

    /// <inheritdoc/>
    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default) =>
        CenterTelemetry.StartRequest(request) is { } span ? TraceAsync(span, request, cancel) : _gate.SendAsync(request, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default) =>
        new Subscription(_feed, _store.ReadEventsAsync, agent, after).ReadAsync(cancel);

    private async ValueTask<Reply> TraceAsync(Activity span, Request request, CancellationToken cancel)
    {
        using (span)
        {
            var reply = await _gate.SendAsync(request, cancel);
            CenterTelemetry.RecordReply(span, reply);
            return reply;
        }
    }

    /// <summary>Begins to take the lease and to serve; it does not wait for either.</summary>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_running is not null) throw new InvalidOperationException("A host is started once.");
        _running = _options.Scheduler.RunAsync(_runner.RunAsync);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes in nothing more, commits and answers what was taken in, and gives the lease up, within
    /// <see cref="EngineHostOptions.StopTimeout"/>.
    /// </summary>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (_running is not { } running) return;
        _runner.Stop();
        try
        {
            await running.WaitAsync(_options.StopTimeout, _time, cancellationToken);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            _logger.StopTookTooLong(_options.StopTimeout);
            _runner.Abort();
            await running;
        }
    }

    /// <summary>Stops, if it was not stopped yet.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await StopAsync();
        _runner.Dispose();
        _metrics.Dispose();
    }
}

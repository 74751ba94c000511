using System.Diagnostics;
using Acd.Core;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Acd.Hosting;

/// <summary>
/// A center in this process: the engine, a store, and the loop between them. It serves while it holds the store's lease and
/// stands by otherwise. After a failure of the store it loads the engine again.
/// </summary>
public sealed class EngineHost : IContactCenter, IHostedService, IAsyncDisposable
{
    private readonly EngineHostOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly RequestGate _gate = new();
    private readonly EventFeed _feed;
    private readonly TimedStore _store;
    private readonly EventPoll _poll;
    private readonly HostMetrics _metrics;
    private readonly HostRunner _runner;
    private Task? _running;
    private bool _disposed;

    /// <summary>Creates a host, which begins to serve with <see cref="StartAsync"/>.</summary>
    /// <param name="store">The documents' store. The host does not dispose it.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="logger">The log of changes of its status; null for none.</param>
    /// <exception cref="ArgumentException">The options are invalid, or do not fit the store.</exception>
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
        _poll = new EventPoll(_feed, _store.ReadEventsAsync, _time);
        _metrics = new HostMetrics(this, () => _gate.QueueLength, () => _feed.Subscribers);
        _runner = new HostRunner(
            store, _store, _options, new CenterClock(_time), _time, _logger, _gate, _feed, _metrics,
            status => StatusChanged?.Invoke(status), () => History);
    }

    /// <summary>Raised after each change of <see cref="Status"/> on the loop's thread. Handlers must not block.</summary>
    public event Action<CenterStatus>? StatusChanged;

    /// <inheritdoc/>
    public CenterStatus Status => _gate.Status;

    /// <summary>
    /// Whether it has stopped for good: after <see cref="EngineHostOptions.MaxFaults"/> faults in a row, and not because it was
    /// asked to. It is set before the status becomes <see cref="CenterStatus.Stopped"/>.
    /// </summary>
    public bool HasGivenUp => _runner.HasGivenUp;

    /// <summary>
    /// Why the store does not work: <c>unavailable</c>, or <c>lost</c> where it has lost data; null while it works.
    /// </summary>
    public string? StoreTrouble => _runner.StoreTrouble;

    /// <summary>
    /// Reads events that the store no longer keeps, before the first one that it does, where somebody else has them. It gives
    /// null where it has none. Null where nobody has.
    /// </summary>
    public Func<ReadEvents, long, Task<EventsReply?>>? History { get; set; }

    /// <summary>The sequence number of the last published event; 0 before the first.</summary>
    public long LastEvent => _feed.Last;

    /// <inheritdoc/>
    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default) =>
        CenterTelemetry.StartRequest(request) is { } span ? TraceAsync(span, request, cancel) : _gate.SendAsync(request, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default) =>
        new Subscription(_feed, _store.ReadEventsAsync, agent, after).ReadAsync(cancel);

    /// <summary>The next events, for a reader that asks again and again by number.</summary>
    /// <param name="after">The sequence number of the last event that the reader has.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="wait">How long to wait where there is none yet.</param>
    /// <param name="cancel">Ends the wait, and not the read.</param>
    /// <returns>
    /// The events after that number; none where there is none yet. Where the first ones are no longer kept, it is the number of
    /// the oldest that is.
    /// </returns>
    /// <exception cref="CenterUnavailableException">The center does not serve at the moment.</exception>
    public Task<EventPage> ReadNextAsync(long after, int limit, TimeSpan wait, CancellationToken cancel = default) =>
        _poll.ReadAsync(after, limit, wait, cancel);

    /// <summary>The named documents of the store that begin with a prefix, as they are committed.</summary>
    /// <exception cref="StoreUnavailableException">The store fails, or does not answer in time.</exception>
    internal Task<IReadOnlyList<NamedDocument>> ReadDocumentsAsync(string prefix) =>
        _store.ReadNamedAsync(prefix, CancellationToken.None);

    private async ValueTask<Reply> TraceAsync(Activity span, Request request, CancellationToken cancel)
    {
        using (span)
        {
            var reply = await _gate.SendAsync(request, cancel);
            CenterTelemetry.RecordReply(span, reply);
            return reply;
        }
    }

    /// <summary>Starts to serve in the background and returns at once.</summary>
    /// <exception cref="InvalidOperationException">The host was started before.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_running is not null) throw new InvalidOperationException("A host is started once.");
        _running = _options.Scheduler.RunAsync(_runner.RunAsync);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Stops: refuses new requests, commits and answers accepted ones, and releases the lease. It takes
    /// <see cref="EngineHostOptions.StopTimeout"/> at most.
    /// </summary>
    /// <param name="cancellationToken">Ends the host without waiting for accepted requests.</param>
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

    /// <summary>Stops the host where it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true)) return;
        await StopAsync();
        _runner.Dispose();
        _metrics.Dispose();
    }
}

using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Acd.Core;
using Acd.Testing;

namespace Acd.Hosting.Tests;

/// <summary>A host with a faulty store and a manual clock.</summary>
internal sealed class TestEngineHost : IAsyncDisposable
{
    private readonly Channel<CenterStatus> _statuses = Channel.CreateUnbounded<CenterStatus>();
    private readonly MeterListener _listener = new();
    private volatile int _subscribers;

    public TestEngineHost(Action<EngineHostOptions>? configure = null, TestEngineHost? beside = null)
    {
        Time = beside?.Time ?? new ManualTime();
        Database = beside?.Database ?? new TestDatabase(Time);
        Store = new FaultyStore(Database);
        configure?.Invoke(Options);
        Host = new EngineHost(Store, Options, Time, Log);
        Host.StatusChanged += status => _statuses.Writer.TryWrite(status);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == Host) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (instrument.Name == "acd.requests.applied") Applied.Add(value);
        });
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) =>
        {
            if (instrument.Name == "acd.subscribers") _subscribers = value;
        });
        _listener.Start();
    }

    public ManualTime Time { get; }

    public TestDatabase Database { get; }

    public FaultyStore Store { get; }

    /// <summary>
    /// The options. No commit times out by default, and no leap of the clock is an outage, because tests advance it far at once.
    /// </summary>
    public EngineHostOptions Options { get; } = new()
    {
        CommitTimeout = TimeSpan.FromMinutes(10),
        OutageAfter = TimeSpan.FromDays(1),
    };

    public RecordingLogger Log { get; } = new();

    public EngineHost Host { get; }

    /// <summary>Requests that were applied.</summary>
    public AwaitableCounter Applied { get; } = new("applied request");

    public static async Task<TestEngineHost> StartAsync(
        Action<EngineHostOptions>? configure = null, TestEngineHost? beside = null)
    {
        var center = new TestEngineHost(configure, beside);
        await center.Host.StartAsync();
        if (beside is null) await center.WaitForStatusAsync(CenterStatus.Active);
        return center;
    }

    /// <summary>Waits for the next change of the status and checks it.</summary>
    public async Task WaitForStatusAsync(CenterStatus status) =>
        Assert.Equal(status, await _statuses.Reader.ReadAsync().OrTimeout($"the status {status}"));

    public Task<Reply> SendAsync(Request request) => Host.SendAsync(request).AsTask();

    public Task<Reply> EnqueueAsync(string contact) => SendAsync(new EnqueueContact(new(contact)));

    /// <summary>Adds an agent and makes it available.</summary>
    public async Task AddAgentAsync(string agent)
    {
        Assert.IsType<AgentReply>(await SendAsync(new PutAgent(new(agent), new AgentProfile())).OrTimeout("the new agent"));
        Assert.IsType<AgentReply>(
            await SendAsync(new SetPresence(new(agent), Presence.Available)).OrTimeout("the agent's presence"));
    }

    /// <summary>Waits until the metrics count this many subscribers.</summary>
    public Task WaitForSubscribersAsync(int count) => Polling.UntilAsync(
        () =>
        {
            _listener.RecordObservableInstruments();
            return Task.FromResult(_subscribers == count);
        },
        TimeSpan.FromSeconds(20), () => $"The host has {_subscribers} subscribers and not {count}.");

    /// <summary>Reads a number of events.</summary>
    public Task<IReadOnlyList<CenterEvent>> ReadAsync(int count, long? after, string? agent = null) =>
        ReadAllAsync(count, after, agent).OrTimeout($"{count} events after {after}");

    private async Task<IReadOnlyList<CenterEvent>> ReadAllAsync(int count, long? after, string? agent)
    {
        var events = new List<CenterEvent>();
        if (count == 0) return events;
        await foreach (var next in Host.SubscribeAsync(agent is null ? null : new AgentId(agent), after))
        {
            events.Add(next);
            if (events.Count == count) break;
        }

        return events;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        _listener.Dispose();
    }
}

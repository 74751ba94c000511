using System.Diagnostics;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Benchmarks;

/// <summary>A center that runs in this process.</summary>
internal sealed class RunningCenter : IAsyncDisposable
{
    private const int Page = 1_000;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly IStore _store;
    private readonly EngineHost _host;

    private RunningCenter(IStore store, EngineHost host) => (_store, _host) = (store, host);

    public IContactCenter Center => _host;

    /// <summary>The time from its start until it served.</summary>
    public TimeSpan Started { get; private set; }

    public static async Task<RunningCenter> StartAsync(string url)
    {
        var store = TemporaryStore.Open(url);
        // One subscriber acts as all devices, so it may fall behind further than a device may.
        var host = new EngineHost(store, new EngineHostOptions { SubscriberBuffer = 1_000_000, LoadTimeout = StartTimeout });
        var active = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.StatusChanged += status =>
        {
            if (status == CenterStatus.Active)
                active.TrySetResult();
        };
        var center = new RunningCenter(store, host);
        var watch = Stopwatch.StartNew();
        await host.StartAsync();
        await active.Task.WaitAsync(StartTimeout);
        center.Started = watch.Elapsed;
        return center;
    }

    /// <summary>Creates the agents of a population and makes them available.</summary>
    public async Task AddAgentsAsync(Population population)
    {
        foreach (var page in Enumerable.Range(0, population.Agents.Length).Chunk(Page))
            await Task.WhenAll(page.Select(number => AddAgentsAsync(population, number)));
    }

    /// <summary>Sends a command that must succeed.</summary>
    public async Task<T> SendAsync<T>(Request request) where T : Reply =>
        await _host.SendAsync(request) is T reply ? reply : throw new InvalidOperationException($"{request} was refused.");

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _store.DisposeAsync();
    }

    private async Task AddAgentsAsync(Population population, int number)
    {
        var id = new AgentId($"agent{number}");
        await SendAsync<AgentReply>(new PutAgent(id, population.ProfileOf(number)));
        await SendAsync<AgentReply>(new SetPresence(id, Presence.Available));
    }
}

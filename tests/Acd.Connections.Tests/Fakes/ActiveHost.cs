using Acd.Hosting;
using Acd.Testing;

namespace Acd.Connections.Tests;

/// <summary>Hosts that serve.</summary>
internal static class ActiveHost
{
    /// <summary>Starts a host on a store, and waits until it serves.</summary>
    public static async Task<EngineHost> StartAsync(IStore store, int? recentEvents = null)
    {
        var options = new EngineHostOptions();
        if (recentEvents is { } events)
            (options.RecentEvents, options.EventsPreloaded, options.BoardsEvery) = (events, 0, events);
        var host = new EngineHost(store, options);
        await host.StartAsync();
        await Polling.UntilAsync(
            () => Task.FromResult(host.Status == CenterStatus.Active), TimeSpan.FromSeconds(30), () => $"It is {host.Status}.");
        return host;
    }
}

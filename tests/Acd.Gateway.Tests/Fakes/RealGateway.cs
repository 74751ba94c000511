using Acd.Hosting;
using Acd.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

internal static class RealGateway
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>Starts a gateway with the real engine on a store.</summary>
    public static Task<TestGateway> StartAsync(
        string store = "memory:", Action<GatewayOptions>? configure = null, MatchingKind matching = MatchingKind.Index) =>
        StartAsync(store, configure, matching, TimeProvider.System);

    /// <summary>Starts one on memory whose clock a test turns.</summary>
    public static Task<TestGateway> StartAsync(TimeProvider clock) =>
        StartAsync("memory:", null, MatchingKind.Index, clock);

    private static async Task<TestGateway> StartAsync(
        string store, Action<GatewayOptions>? configure, MatchingKind matching, TimeProvider clock)
    {
        var gateway = await TestGateway.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(clock);
                builder.AddCenter(store, matching);
            },
            configure);
        await gateway.WaitForStatusAsync(CenterStatus.Active);
        return gateway;
    }

    /// <summary>Adds the real engine on a store.</summary>
    public static void AddCenter(this WebApplicationBuilder builder, string store, MatchingKind matching = MatchingKind.Index)
    {
        builder.Services.AddSingleton(parts => StoreFactory.Open(
            new StoreOptions { Url = store }, parts.GetRequiredService<TimeProvider>()));
        builder.Services.AddAcdCenter(engine => engine.Matching = matching);
    }

    /// <summary>Waits until the center is in a state.</summary>
    public static async Task WaitForStatusAsync(this TestGateway gateway, CenterStatus wanted)
    {
        var host = gateway.App.Services.GetRequiredService<EngineHost>();
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(CenterStatus status)
        {
            if (status == wanted)
                reached.TrySetResult();
        }

        host.StatusChanged += Look;
        Look(host.Status);
        try
        {
            await reached.Task.WaitAsync(MaxWait);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The center did not become {wanted}; it is {host.Status}.");
        }
        finally
        {
            host.StatusChanged -= Look;
        }
    }
}

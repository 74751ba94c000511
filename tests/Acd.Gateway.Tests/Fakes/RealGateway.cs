using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Gateway.Tests;

internal static class RealGateway
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    /// <summary>Starts a gateway with the real engine on a store, as the program does.</summary>
    public static async Task<TestGateway> StartAsync(string store = "memory:", Action<GatewayOptions>? configure = null)
    {
        var gateway = await TestGateway.StartAsync(builder => builder.AddCenter(), options =>
        {
            options.Store = store;
            configure?.Invoke(options);
        });
        await gateway.WaitForStatusAsync(CenterStatus.Active);
        return gateway;
    }

    /// <summary>Starts one on memory whose clock a test turns.</summary>
    public static async Task<TestGateway> StartAsync(TimeProvider clock)
    {
        var gateway = await TestGateway.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(clock);
                builder.AddCenter();
            },
            options => options.Store = "memory:");
        await gateway.WaitForStatusAsync(CenterStatus.Active);
        return gateway;
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

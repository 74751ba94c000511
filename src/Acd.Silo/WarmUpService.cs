using Acd.Core;
using Acd.Hosting;
using Acd.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Acd.Silo;

/// <summary>
/// Runs a dispatcher's host and its successor's once, on a store in memory, and reads the center's own store. A member that
/// takes over later has then compiled all of that code. Its failure costs that speed and nothing else.
/// </summary>
/// <param name="redis">The center's Redis.</param>
/// <param name="storage">How the store is used.</param>
/// <param name="lifetime">Says when the process has started, and so has reached Redis.</param>
/// <param name="log">The log.</param>
internal sealed partial class WarmUpService(
    RedisAddress redis, StoreOptions storage, IHostApplicationLifetime lifetime, ILogger<WarmUpService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        try
        {
            await started.Task.WaitAsync(stoppingToken);
            await WarmUpAsync(stoppingToken);
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // An exception that leaves a background service would stop the whole process.
            LogFailed(e);
        }
    }

    private async Task WarmUpAsync(CancellationToken stop)
    {
        await using var memory = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await RunCenterAsync(memory, new("first"), stop);

        // The second host takes over what the first has left.
        await RunCenterAsync(memory, new("second"), stop);
        await using var own = new RedisStore(redis, storage);
        await own.LoadWithoutLeaseAsync(stop);
    }

    private static async Task RunCenterAsync(IStore memory, ContactId contact, CancellationToken stop)
    {
        await using var host = new EngineHost(memory);
        var active = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.StatusChanged += status =>
        {
            if (status == CenterStatus.Active) active.TrySetResult();
        };
        await host.StartAsync(stop);
        await active.Task.WaitAsync(stop);
        var (agent, skill) = (new AgentId("a"), new SkillId("s"));
        await host.SendAsync(new PutAgent(agent, new AgentProfile { Skills = [new(skill)] }), stop);
        await host.SendAsync(new SetPresence(agent, Presence.Available), stop);
        await host.SendAsync(new EnqueueContact(new($"{contact}-waits")) { Requirements = [new(new("none-has"))] }, stop);
        var queued = await host.SendAsync(new EnqueueContact(contact) { Requirements = [new(skill)] }, stop);
        if (queued is ContactReply { Contact.Offers: [var offer] }) await host.SendAsync(new AcceptOffer(offer.Id, agent), stop);
        await host.SendAsync(new CompleteContact(contact), stop);
    }

    [LoggerMessage(1, LogLevel.Information, "The warm-up failed; the first takeover by this process takes longer.")]
    private partial void LogFailed(Exception reason);
}

using Acd.Core;
using Acd.Hosting;
using Acd.Storage;

namespace Acd.Silo;

/// <summary>
/// Plays the parts of a dispatcher and of its successor when the silo starts, on a store in memory, and reads the center's own:
/// so that a silo that takes over later has done everything once before. Nothing depends on how it ends.
/// </summary>
internal sealed class WarmUpService(RedisAddress redis, StoreOptions storage) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var memory = StoreFactory.Open(new StoreOptions { Url = "memory:" });
        await RunCenterAsync(memory, new("first"), stoppingToken);

        // The second takes over what the first has left.
        await RunCenterAsync(memory, new("second"), stoppingToken);
        await using var own = new RedisStore(redis, storage);
        try
        {
            await own.LoadWithoutLeaseAsync(stoppingToken);
        }
        catch (StoreUnavailableException)
        {
            // The first dispatcher here takes a little longer then.
        }
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
}

using Acd.Core;
using Acd.Hosting;
using Acd.Storage;

namespace Acd.Silo;

/// <summary>
/// Plays a dispatcher's part once when the silo starts, on a store in memory, and reads the center's own: so that a silo that
/// takes over later does not begin with compiling its code. Nothing depends on how it ends.
/// </summary>
internal sealed class Rehearsal(RedisAddress redis, StoreOptions storage) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var memory = StoreUrl.Open(new StoreOptions { Url = "memory:" });
        await using var host = new EngineHost(memory);
        var active = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.StatusChanged += status =>
        {
            if (status == CenterStatus.Active) active.TrySetResult();
        };
        await host.StartAsync(stoppingToken);
        await active.Task.WaitAsync(stoppingToken);
        await PlayAsync(host, stoppingToken);
        await using var own = new RedisStore(redis, storage);
        try
        {
            await own.PeekAsync(stoppingToken);
        }
        catch (StoreUnavailableException)
        {
            // The first dispatcher here takes a little longer then.
        }
    }

    private static async Task PlayAsync(EngineHost host, CancellationToken stop)
    {
        var (agent, contact, skill) = (new AgentId("a"), new ContactId("c"), new SkillId("s"));
        await host.SendAsync(new PutAgent(agent, new AgentProfile { Skills = [new(skill)] }), stop);
        await host.SendAsync(new SetPresence(agent, Presence.Available), stop);
        var queued = await host.SendAsync(new EnqueueContact(contact) { Requirements = [new(skill)] }, stop);
        if (queued is ContactReply { Contact.Offers: [var offer] }) await host.SendAsync(new AcceptOffer(offer.Id, agent), stop);
        await host.SendAsync(new CompleteContact(contact), stop);
    }
}

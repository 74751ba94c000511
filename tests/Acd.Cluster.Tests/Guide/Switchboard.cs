using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Acd.Cluster.Tests;

/// <summary>A service of one's own that queues calls, answers offers for an agent, and looks at a skill.</summary>
public sealed class Switchboard(IContactCenter center, ClusterNames names, IGrainFactory grains)
{
    public static IHost Build(string redis)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Services.AddAcdClient(client => client.Redis = ConfigurationOptions.Parse(redis));
        builder.Services.AddSingleton<Switchboard>();
        return builder.Build();
    }

    public async Task<ContactDocument> QueueAsync(string call, string skill)
    {
        var command = new EnqueueContact(new ContactId(call)) { Requirements = [new Requirement(new SkillId(skill))] };
        return await center.SendAsync(command) switch
        {
            ContactReply queued => queued.Contact,
            Refusal { Kind: RefusalKind.Busy or RefusalKind.Unavailable } => await QueueLaterAsync(call, skill),
            Refusal refusal => throw new InvalidOperationException(refusal.Message),
            _ => throw new InvalidOperationException("The call was queued before and is closed."),
        };
    }

    public async Task AcceptNextAsync(AgentId agent, CancellationToken cancel)
    {
        await foreach (var news in new AgentDevice(grains, names.Center, agent, "desk-phone").OffersAsync(cancel: cancel))
        {
            var offer = news.Pending is [var pending, ..] ? pending.Offer : (news.Event as ContactOffered)?.Offer;
            if (offer is { } one && await center.SendAsync(new AcceptOffer(one, agent), cancel) is ContactReply) return;
        }
    }

    public async Task<SkillBoard?> LookAsync(string skill) =>
        await grains.GetSkillGrain(names.Center, new SkillId(skill)).GetBoardAsync() as SkillBoard;

    // The id makes it the same call, however often it is sent.
    private async Task<ContactDocument> QueueLaterAsync(string call, string skill)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        await pause.WaitForNextTickAsync();
        return await QueueAsync(call, skill);
    }
}

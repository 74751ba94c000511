using Acd.Core;
using Acd.Grains;
using Acd.Hosting;
using Acd.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Acd.Cluster.Tests;

/// <summary>No caller is told to send again what is still being written.</summary>
[Collection(ClusterCollection.Name)]
public sealed class CallTimeoutTests
{
    private static readonly TimeSpan CommitDuration = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task A_commit_of_three_seconds_is_answered_at_another_member_and_at_a_client()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis.Url, silos: 2, countStores: true);
        await center.AddAgentAsync("ann");
        var here = await center.SiloOfAsync(center.Dispatcher);
        var elsewhere = ClusterTestHost.PartsOf(center.Cluster.GetActiveSilos().Single(silo => silo != here));
        var stores = ClusterTestHost.PartsOf(here).GetRequiredService<CountingStores>();
        stores.BeforeCommit = async () =>
        {
            using var commit = new PeriodicTimer(CommitDuration);
            await commit.WaitForNextTickAsync();
        };

        var member = elsewhere.GetRequiredService<IContactCenter>().SendAsync(new EnqueueContact(new("by-a-member"))).AsTask();
        var client = center.Center.SendAsync(new EnqueueContact(new("by-a-client"))).AsTask();
        var report = elsewhere.GetRequiredService<IAgentDevices>()
            .ReportAsync(new PresenceReport(new("ann"), "desk", 1, Presence.NotReady)).AsTask();

        Assert.IsType<ContactReply>(await member);
        Assert.IsType<ContactReply>(await client);
        Assert.True(Assert.IsType<PresenceReportReply>(await report).Applied);
    }

    [Fact]
    public async Task Members_and_clients_wait_for_a_commit_and_the_one_before_it()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var center = await ClusterTestHost.StartAsync(redis, silos: 1);

        var member = ClusterTestHost.PartsOf(center.Cluster.Silos[0]).GetRequiredService<IOptions<SiloMessagingOptions>>();
        var client = center.Cluster.ServiceProvider.GetRequiredService<IOptions<ClientMessagingOptions>>();

        Assert.Equal(TimeSpan.FromSeconds(13), member.Value.ResponseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(13), client.Value.ResponseTimeout);
    }

    [Fact]
    public void A_clients_limit_is_no_shorter_than_what_a_commit_may_take()
    {
        var options = new AcdClientOptions
        {
            Redis = ConfigurationOptions.Parse("box:6379"),
            ResponseTimeout = TimeSpan.FromSeconds(2),
        };

        Assert.Equal(
            ["ResponseTimeout is 00:00:02 and must be 00:00:13 to 00:30:00, because a commit may take 00:00:05."],
            options.GetValidationErrors());
        options.CommitTimeout = TimeSpan.FromSeconds(20);
        options.ResponseTimeout = null;
        Assert.Empty(options.GetValidationErrors());
        Assert.Equal(TimeSpan.FromSeconds(43), options.CallTimeout);
    }
}

using System.Net;
using Acd.Hosting;
using Acd.Testing;
using StackExchange.Redis;
using static Acd.Storage.Tests.TestDocuments;

namespace Acd.Storage.Tests;

/// <summary>
/// Sentinels fail over to a replica: the store goes on there with every acknowledged write.
/// </summary>
public sealed class SentinelTests
{
    // Sentinels that a busy machine stops for two seconds do nothing for the next thirty.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_primary_is_killed()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 2);
        await CommitMeanwhileAsync(redis, async () =>
        {
            await redis.Servers[0].KillAsync();
            return await redis.NewPrimaryAsync(redis.Servers[0]);
        });
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_primary_gives_its_place_away()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        await CommitMeanwhileAsync(redis, async () =>
        {
            await redis.FailOverAsync();
            var primary = await redis.NewPrimaryAsync(redis.Servers[0]);
            await FollowAsync(redis.Servers[0], primary);
            return primary;
        });
    }

    [Fact]
    public async Task Reads_go_to_the_server_that_has_taken_the_primarys_place()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        await using var store = Open(redis.Url, replicas: 1);
        var former = redis.Servers[0];
        var run = new CommitRun(store);
        await run.CommitAsync(3);
        Assert.Equal(3, (await store.ReadEventsAsync(0, 100)).Events.Count);
        await redis.FailOverAsync();
        await FollowAsync(former, await redis.NewPrimaryAsync(former));
        await run.CommitAsync(3);

        former.Pause();

        Assert.Equal(run.Acknowledged, (await store.ReadEventsAsync(0, 100)).Events.Count);
    }

    [Fact]
    public async Task A_primary_that_hangs_and_comes_back_when_another_has_its_place_acknowledges_nothing()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        await using var store = Open(redis.Url, replicas: 1);
        await using var cut = Open(redis.Servers[0].Url, replicas: 1);
        var former = redis.Servers[0];
        var run = new CommitRun(store);
        await run.CommitAsync(3);
        former.Pause();
        var primary = await redis.NewPrimaryAsync(former);
        former.Resume();

        // A client that reaches only this server, as in a network partition, gets no acknowledgement.
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await cut.TryAcquireAsync("cut off"));
        await FollowAsync(former, primary);
        await run.CommitAsync(10);
        await HasAllAsync(run, primary);
    }

    [Fact]
    public async Task A_write_that_too_few_replicas_have_is_not_acknowledged()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var store = Open(primary.Url, replicas: 1);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.TryAcquireAsync("one"));

        await using var replica = await RedisServer.StartAsync(new RedisServerOptions
        {
            Arguments = ["--replicaof", "127.0.0.1", $"{primary.Port}", "--repl-diskless-sync-delay", "0"],
        });
        var run = new CommitRun(store);
        await run.CommitAsync(3);
        var lease = run.Lease!;
        await replica.KillAsync();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.RenewAsync(lease));
        Assert.Contains("0 replicas of 1", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await store.CommitAsync(
            lease, CreateChanges([Contact("c4", 4)], events: Events(4, 4))));
        await replica.RestartAsync();
        await run.CommitAsync(3);
    }

    [Fact]
    public async Task A_service_that_no_sentinel_knows_and_sentinels_that_are_not_there_are_unavailable()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        await using var unknown = Open(redis.Url.Replace(RedisSentinelDeployment.Service, "another", StringComparison.Ordinal));
        await using var nobody = Open($"redis+sentinel://127.0.0.1:{FreePort.Next()},127.0.0.1:{FreePort.Next()}/acd");
        await using var some = Open($"redis+sentinel://127.0.0.1:{FreePort.Next()},127.0.0.1:{redis.SentinelPorts[1]}/acd-test");

        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await unknown.TryAcquireAsync("one"));
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await nobody.TryAcquireAsync("one"));
        Assert.NotNull(await some.TryAcquireAsync("one"));
    }

    [Fact]
    public async Task A_sentinel_with_a_password_gets_it()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        var sentinel = new DnsEndPoint("127.0.0.1", redis.SentinelPorts[0]);
        Assert.Equal("+OK", await redis.SendToSentinelAsync(0, "ACL SETUSER default >secret"));

        var primary = new DnsEndPoint("127.0.0.1", redis.Servers[0].Port);
        Assert.Equal(primary, await AskAsync(":secret@"));
        Assert.Equal(primary, await AskAsync("default:secret@"));
        await Assert.ThrowsAsync<RedisConnectionException>(() => AskAsync(""));
        await Assert.ThrowsAsync<RedisConnectionException>(() => AskAsync(":wrong@"));

        Task<DnsEndPoint?> AskAsync(string login) =>
            SentinelClient.GetPrimaryAsync(Address(login, sentinel), sentinel, TimeSpan.FromSeconds(2));
    }

    // A password for the servers is sent to sentinels too; they refuse it and still answer.
    [Fact]
    public async Task A_sentinel_without_a_password_answers_a_client_that_sends_one()
    {
        await using var redis = await RedisSentinelDeployment.StartAsync(replicas: 1);
        var sentinel = new DnsEndPoint("127.0.0.1", redis.SentinelPorts[0]);
        var address = Address(":secret@", sentinel);

        Assert.Equal(
            new DnsEndPoint("127.0.0.1", redis.Servers[0].Port),
            await SentinelClient.GetPrimaryAsync(address, sentinel, TimeSpan.FromSeconds(2)));
    }

    /// <summary>Commits events during a failover; the new primary must have them all.</summary>
    private static async Task CommitMeanwhileAsync(RedisSentinelDeployment redis, Func<Task<RedisServer>> moveAsync)
    {
        await using var store = Open(redis.Url, replicas: 1);
        var run = new CommitRun(store);
        await run.CommitAsync(20);

        var moved = moveAsync();
        while (!moved.IsCompleted)
            await run.CommitAsync(1);
        await run.CommitAsync(20);
        await HasAllAsync(run, await moved);
    }

    /// <summary>Makes the former primary a replica, as the sentinels do some seconds later.</summary>
    private static async Task FollowAsync(RedisServer former, RedisServer primary) =>
        Assert.Equal("+OK", await former.SendAsync($"REPLICAOF 127.0.0.1 {primary.Port}"));

    private static async Task HasAllAsync(CommitRun run, RedisServer primary)
    {
        await using var direct = Open(primary.Url);
        var events = await direct.ReadEventsAsync(0, 100_000);
        Assert.Equal(run.Acknowledged, events.Events.Count);
    }

    private static RedisAddress Address(string login, DnsEndPoint sentinel) =>
        RedisAddress.Parse($"redis+sentinel://{login}127.0.0.1:{sentinel.Port}/{RedisSentinelDeployment.Service}");

    private static IStore Open(string url, int replicas = 0) => StoreFactory.Open(new StoreOptions
    {
        Url = url,
        WaitForReplicas = replicas,
        LeaseDuration = TimeSpan.FromMilliseconds(600),
        CommandTimeout = TimeSpan.FromSeconds(2),
    });

    /// <summary>An owner that commits events one by one and acquires the lease again after failures.</summary>
    private sealed class CommitRun(IStore store)
    {
        public Lease? Lease { get; private set; }

        /// <summary>The number of the last acknowledged event.</summary>
        public long Acknowledged { get; private set; }

        public async Task CommitAsync(int count)
        {
            for (var target = Acknowledged + count; Acknowledged < target;)
            {
                try
                {
                    Lease ??= await BeginAsync();
                    var next = Acknowledged + 1;
                    await store.CommitAsync(Lease, CreateChanges([Contact("c" + next, next)], events: Events(next, next)));
                    Acknowledged = next;
                }
                catch (Exception lost) when (lost is StoreUnavailableException or StaleLeaseException)
                {
                    Lease = null;
                }
            }
        }

        private async Task<Lease> BeginAsync()
        {
            var lease = await Eventually.GetAsync("the lease", async () => await store.TryAcquireAsync("one"), Timeout);
            var last = (await store.LoadAsync(lease)).LastSequence;

            // The batch under way may be there or not; no acknowledged one is missing.
            Assert.InRange(last, Acknowledged, Acknowledged + 1);
            Acknowledged = last;
            return lease;
        }
    }
}

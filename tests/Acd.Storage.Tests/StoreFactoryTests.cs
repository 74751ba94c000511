using System.Net;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Storage.Tests;

public sealed class StoreFactoryTests
{
    [Theory]
    [InlineData("memory:", typeof(MemoryStore))]
    [InlineData("sqlite:./data/acd.db", typeof(SqliteStore))]
    [InlineData("redis://127.0.0.1:6379", typeof(RedisStore))]
    [InlineData("redis+sentinel://127.0.0.1,127.0.0.2:26380/acd", typeof(RedisStore))]
    public async Task A_url_names_its_store_without_touching_it(string url, Type type)
    {
        await using var store = StoreFactory.Open(new StoreOptions { Url = url });

        Assert.IsType(type, store);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("memory:x")]
    [InlineData("mysql://localhost")]
    [InlineData("redis:")]
    [InlineData("redis://")]
    [InlineData("redis://localhost/one")]
    [InlineData("redis+sentinel://localhost")]
    [InlineData("redis+sentinel://localhost/")]
    [InlineData("redis+sentinel://localhost,/acd")]
    [InlineData("redis+sentinel://local host/acd")]
    [InlineData("redis+sentinel://localhost:0/acd")]
    [InlineData("redis+sentinel://localhost:x/acd")]
    [InlineData("redis+sentinel://localhost/acd/one")]
    [InlineData("redis+sentinel://localhost/acd/1/2")]
    public void Another_url_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => StoreFactory.Open(new StoreOptions { Url = url }));

    [Fact]
    public void Options_past_their_bounds_are_refused_by_name()
    {
        (string Name, StoreOptions Options)[] wrong =
        [
            (nameof(StoreOptions.Center), new() { Center = "a}b" }),
            (nameof(StoreOptions.Center), new() { Center = "" }),
            (nameof(StoreOptions.EventsKept), new() { EventsKept = 0 }),
            (nameof(StoreOptions.WaitForReplicas), new() { WaitForReplicas = 11 }),
            (nameof(StoreOptions.LeaseDuration), new() { LeaseDuration = TimeSpan.FromMilliseconds(49) }),
            (nameof(StoreOptions.CommandTimeout), new() { CommandTimeout = TimeSpan.FromMinutes(2) }),
        ];
        foreach (var (name, options) in wrong)
            Assert.StartsWith(name, Assert.Throws<ArgumentException>(options.Validate).Message, StringComparison.Ordinal);
        new StoreOptions().Validate();
    }

    [Fact]
    public void A_host_waits_by_default_as_long_as_the_largest_commit_may_take()
    {
        var options = new StoreOptions();

        Assert.Equal(TimeSpan.Zero, StoreOptions.GetSizeAllowance(0));
        Assert.Equal(TimeSpan.FromSeconds(0.5), StoreOptions.GetSizeAllowance(8 << 20));
        Assert.Equal(options.MaxCommitDuration, options.CommandTimeout + StoreOptions.GetSizeAllowance(long.MaxValue));
        Assert.Equal(options.MaxCommitDuration, new EngineHostOptions().CommitTimeout);
        Assert.True(options.SearchTimeout < options.CommandTimeout);
        foreach (var url in new[] { "redis://box", "sqlite:box" })
            Assert.Equal(options.MaxCommitDuration, StoreFactory.Open(new StoreOptions { Url = url }).MaxCommitDuration);
    }

    [Fact]
    public void A_redis_address_has_its_defaults_and_its_login()
    {
        Assert.Equal(new RedisAddress("box"), RedisAddress.Parse("redis://box"));
        Assert.Equal(new RedisAddress("box", 7000, 3), RedisAddress.Parse("redis://box:7000/3"));
        Assert.Equal(new RedisAddress("::1", 6379), RedisAddress.Parse("redis://[::1]/"));
        Assert.Equal(
            new RedisAddress("box", Password: "p:s@,="), RedisAddress.Parse("redis://:p%3As%40%2C%3D@box"));
        Assert.Equal(
            new RedisAddress("box", User: "default", Password: "x"), RedisAddress.Parse("redis://default:x@box"));
        Assert.DoesNotContain("secret", RedisAddress.Parse("redis://:secret@box").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_by_sentinels_names_them_and_the_service()
    {
        var address = RedisAddress.Parse("redis+sentinel://default:p%40ss@one,[::1]:7000,10.0.0.3:26380/my%2Dacd/3");

        Assert.Equal(("my-acd", 3, "default", "p@ss"), (address.Host, address.Database, address.User, address.Password));
        Assert.Equal(
            [new DnsEndPoint("one", 26379), new DnsEndPoint("::1", 7000), new DnsEndPoint("10.0.0.3", 26380)],
            address.Sentinels!.EndPoints);
        Assert.Equal("redis+sentinel://one:26379,[::1]:7000,10.0.0.3:26380/my-acd/3", address.ToString());
        var options = address.ToConfigurationOptions(TimeSpan.FromSeconds(1));
        Assert.Equal(("my-acd", 3), (options.ServiceName, options.EndPoints.Count));
    }

    [Fact]
    public async Task A_password_is_used_to_log_in()
    {
        await using var server = await RedisServer.StartAsync();
        await server.SendAsync("CONFIG SET requirepass pass-word");
        await using var right = StoreFactory.Open(
            new StoreOptions { Url = $"redis://default:pass-word@127.0.0.1:{server.Port}/2" });
        await using var wrong = StoreFactory.Open(new StoreOptions { Url = $"redis://:word@127.0.0.1:{server.Port}/2" });

        Assert.NotNull(await right.TryAcquireAsync("one"));
        await Assert.ThrowsAsync<Hosting.StoreUnavailableException>(async () => await wrong.TryAcquireAsync("one"));
    }
}

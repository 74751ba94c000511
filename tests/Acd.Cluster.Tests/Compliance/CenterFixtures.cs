using Acd.Gateway;
using Acd.Hosting;
using Acd.Server;
using Acd.Storage;
using Acd.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Acd.Cluster.Tests;

/// <summary>A center under test, one for all tests of a class.</summary>
public abstract class CenterFixture : IAsyncLifetime
{
    /// <summary>How many requests may wait, so that a burst of many times as many is too much.</summary>
    public const int IntakeLimit = 256;

    /// <summary>The center.</summary>
    public abstract IContactCenter Center { get; }

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await Polling.UntilAsync(
            () => Task.FromResult(Center.Status == CenterStatus.Active), ClusterTestHost.Timeout,
            () => $"The center is {Center.Status}.");
    }

    public abstract ValueTask DisposeAsync();

    protected abstract Task StartAsync();
}

/// <summary>A host on a store, without HTTP and cluster.</summary>
public abstract class HostFixture : CenterFixture
{
    private IStore? _store;
    private EngineHost? _host;

    public override IContactCenter Center => _host!;

    public override async ValueTask DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
    }

    protected override async Task StartAsync()
    {
        _store = StoreFactory.Open(new StoreOptions { Url = await FindStoreAsync() });
        _host = new EngineHost(_store, new EngineHostOptions { IntakeLimit = IntakeLimit });
        await _host.StartAsync();
    }

    /// <summary>The store's address.</summary>
    protected abstract Task<string> FindStoreAsync();
}

public sealed class MemoryHostFixture : HostFixture
{
    protected override Task<string> FindStoreAsync() => Task.FromResult("memory:");
}

public sealed class SqliteHostFixture : HostFixture
{
    private readonly TempFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override Task<string> FindStoreAsync() => Task.FromResult($"sqlite:{Path.Combine(_folder.Path, "acd.db")}");
}

public sealed class RedisHostFixture : HostFixture
{
    private RedisServer? _redis;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    protected override async Task<string> FindStoreAsync() => (_redis = await RedisServer.StartAsync()).Url;
}

/// <summary>An application with the program's parts in one process.</summary>
public sealed class ServerFixture : CenterFixture
{
    private WebApplication? _app;

    public override IContactCenter Center => _app!.Services.GetRequiredService<IContactCenter>();

    public override async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    protected override async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Acd:Store"] = "memory:",
            ["Acd:Port"] = $"{FreePort.Next()}",
            ["Acd:Engine:IntakeLimit"] = $"{IntakeLimit}",
        });
        builder.AddAcd();
        _app = builder.Build();
        _app.MapAcd();
        _app.UseAcdUrls();
        await _app.StartAsync();
    }
}

/// <summary>Three members of a cluster, and a client of it.</summary>
public sealed class ClusterOfThreeFixture : CenterFixture
{
    private RedisServer? _redis;
    private ClusterTestHost? _cluster;

    public override IContactCenter Center => _cluster!.Center;

    public override async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
    }

    protected override async Task StartAsync()
    {
        _redis = await RedisServer.StartAsync();
        _cluster = await ClusterTestHost.StartAsync(_redis.Url, silos: 3, intakeLimit: IntakeLimit);
    }
}

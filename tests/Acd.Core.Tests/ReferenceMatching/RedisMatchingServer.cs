using Acd.Storage;
using Acd.Testing;

namespace Acd.Core.Tests;

/// <summary>A redis-server for engines of a test. Each call has its own owner and sets.</summary>
public sealed class RedisMatchingServer : IAsyncLifetime
{
    private RedisServer? _server;
    private RedisStore? _store;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _store = new RedisStore(
            RedisAddress.Parse(_server.Url), new StoreOptions { CommandTimeout = TimeSpan.FromSeconds(20) });
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Takes the ownership over from the previous owner.</summary>
    public IReferenceMatching Open() => OpenAsync().GetAwaiter().GetResult();

    private async Task<IReferenceMatching> OpenAsync()
    {
        var lease = await _store!.TryAcquireAsync("a test");
        await _store.LoadAsync(lease!);
        return await _store.OpenMatchingAsync(lease!);
    }
}

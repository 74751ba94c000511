using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>
/// One redis-server for the tests of a class, each of which uses a center of its own. Where <c>ACD_TEST_REDIS_MODULE</c> names a
/// module with the JSON commands (RedisJSON's <c>rejson.so</c>), the server loads it, and the tests ask for JSON documents.
/// </summary>
public sealed class SharedRedis : IAsyncLifetime
{
    private static readonly string? Module = Environment.GetEnvironmentVariable("ACD_TEST_REDIS_MODULE");

    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public static bool HasJson => !string.IsNullOrEmpty(Module);

    public async Task InitializeAsync() => _server = await RedisServer.StartAsync(
        new RedisServerOptions { Arguments = HasJson ? ["--loadmodule", Module!] : [] });

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

using Acd.Testing;

namespace Acd.Storage.Tests;

/// <summary>
/// One redis-server for the tests of a class, each with its own center. It loads the modules that
/// <c>ACD_TEST_REDIS_MODULE</c> names: one with the JSON commands (RedisJSON's <c>rejson.so</c>) for JSON documents and, after a
/// colon, one with the search commands (<c>redisearch.so</c>) for an index of contacts.
/// </summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private static readonly string[] Modules = Environment.GetEnvironmentVariable("ACD_TEST_REDIS_MODULE")
        ?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private RedisServer? _server;

    public RedisServer Server => _server ?? throw new InvalidOperationException("The server has not been started.");

    public static bool HasJson => Modules.Length > 0;

    public static bool HasSearch => Modules.Length > 1;

    /// <summary>The options that load the modules: a replica needs the modules of its primary.</summary>
    public static RedisServerOptions ServerOptions =>
        new() { Arguments = [.. Modules.SelectMany(module => (string[])["--loadmodule", module])] };

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(ServerOptions);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }
}

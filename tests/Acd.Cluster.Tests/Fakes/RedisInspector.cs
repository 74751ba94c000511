using Acd.Testing;
using StackExchange.Redis;

namespace Acd.Cluster.Tests;

/// <summary>Reads from a Redis directly, past the store.</summary>
internal static class RedisInspector
{
    /// <summary>The number that a key holds; 0 where there is no such key.</summary>
    public static async Task<long> NumberAsync(RedisServer redis, string key)
    {
        await using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port}");
        return (long)await client.GetDatabase().StringGetAsync(key);
    }

    /// <summary>The number that a command such as <c>ZCARD</c> or <c>EXISTS</c> answers for a key.</summary>
    public static async Task<long> CountAsync(RedisServer redis, string command, string key)
    {
        await using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port}");
        return (long)await client.GetDatabase().ExecuteAsync(command, key);
    }

    /// <summary>The grain states in the keys of a pattern.</summary>
    public static async Task<IReadOnlyList<string>> StatesAsync(RedisServer redis, string pattern)
    {
        await using var client = await ConnectionMultiplexer.ConnectAsync($"127.0.0.1:{redis.Port},allowAdmin=true");
        var keys = client.GetServers()[0].Keys(pattern: pattern).ToList();
        var states = new List<string>();
        foreach (var key in keys)
            states.Add((string?)await client.GetDatabase().HashGetAsync(key, "data") ?? "");
        return states;
    }
}

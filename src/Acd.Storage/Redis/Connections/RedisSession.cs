using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>An open connection and what is known of the server at its other end.</summary>
internal sealed class RedisSession : IDisposable
{
    private readonly ConnectionMultiplexer _connection;
    private volatile bool _isBroken;

    private RedisSession(ConnectionMultiplexer connection, bool hasJson, bool hasSearch)
    {
        _connection = connection;
        Database = connection.GetDatabase();
        Replicas = new ReplicaWaiter(Database);
        HasJson = hasJson;
        CanIndex = hasJson && hasSearch;
        Index = CanIndex ? IndexState.Unknown : IndexState.None;
        connection.ConnectionFailed += (_, _) => _isBroken = true;
    }

    public IDatabase Database { get; }

    /// <summary>The server's replicas, which are waited for on this connection.</summary>
    public ReplicaWaiter Replicas { get; }

    /// <summary>Whether the server has the JSON commands.</summary>
    public bool HasJson { get; }

    /// <summary>Whether the server has the search commands as well, and is to use them.</summary>
    public bool CanIndex { get; }

    /// <summary>What is known of the index of contacts.</summary>
    public IndexState Index { get; set; }

    /// <summary>
    /// Fails where the connection broke since it was opened, even if the client has made another: what is asked on that one
    /// is not about what was written on this one.
    /// </summary>
    /// <exception cref="IOException">It broke.</exception>
    public void ThrowIfBroken()
    {
        if (_isBroken) throw new IOException("The connection broke.");
    }

    public static async Task<RedisSession> OpenAsync(ConfigurationOptions options, bool useSearch, TimeSpan timeout)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            var asked = connection.GetDatabase().ExecuteAsync("COMMAND", "INFO", "JSON.SET", "FT.SEARCH");
            var known = (RedisResult[]?)await asked.WaitAsync(timeout);
            return new RedisSession(
                connection, known is [{ IsNull: false }, _], useSearch && known is [_, { IsNull: false }]);
        }
        catch
        {
            connection.Close(allowCommandsToComplete: false);
            throw;
        }
    }

    /// <summary>Whether the server says that it is a primary, and not a replica of one.</summary>
    public async Task<bool> IsPrimaryAsync(TimeSpan timeout)
    {
        var role = (RedisResult[])(await Database.ExecuteAsync("ROLE").WaitAsync(timeout))!;
        return (string?)role[0] == "master";
    }

    public void Dispose()
    {
        // What has not been answered yet is given up: waiting for it is what the connection is closed for.
        _connection.Close(allowCommandsToComplete: false);
        _connection.Dispose();
    }
}

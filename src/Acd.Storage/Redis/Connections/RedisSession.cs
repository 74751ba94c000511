using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>An open connection and what is known of its server.</summary>
internal sealed class RedisSession : IDisposable
{
    private readonly ConnectionMultiplexer _connection;
    private volatile bool _isBroken;

    private RedisSession(ConnectionMultiplexer connection, RedisSessionOptions options, bool hasJson, bool hasSearch)
    {
        _connection = connection;
        Database = connection.GetDatabase();
        Replicas = new ReplicaWaiter(Database);
        Reads = new RedisConnection(options.Name, () => OpenAsync(options), options.Timeout, replacesBroken: true);
        HasJson = hasJson;
        CanIndex = hasJson && hasSearch;
        Index = CanIndex ? IndexState.Unknown : IndexState.None;
        connection.ConnectionFailed += (_, failed) => _isBroken |= failed.ConnectionType == ConnectionType.Interactive;
    }

    public IDatabase Database { get; }

    /// <summary>Waits for the server's replicas on this connection.</summary>
    public ReplicaWaiter Replicas { get; }

    /// <summary>The connection for reads beside this one, to the same server. It is opened at the first read.</summary>
    public RedisConnection Reads { get; }

    /// <summary>Whether the connection has broken since it was opened, even if the client has made another.</summary>
    public bool IsBroken => _isBroken;

    /// <summary>Whether the server has the JSON commands.</summary>
    public bool HasJson { get; }

    /// <summary>Whether the server has the search commands as well, and is to use them.</summary>
    public bool CanIndex { get; }

    /// <summary>What is known of the index of contacts.</summary>
    public IndexState Index { get; set; }

    /// <summary>
    /// Throws where the connection has broken. A question about replicas on the client's next connection would not be about
    /// what was written on this one.
    /// </summary>
    /// <exception cref="IOException">It has broken.</exception>
    public void ThrowIfBroken()
    {
        if (_isBroken) throw new IOException("The connection broke.");
    }

    /// <summary>Opens a connection and asks the server what it can do.</summary>
    /// <exception cref="IOException">The server is no primary, but must be one.</exception>
    public static async Task<RedisSession> OpenAsync(RedisSessionOptions options)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(options.Client);
        try
        {
            var database = connection.GetDatabase();
            var asked = database.ExecuteAsync("COMMAND", "INFO", "JSON.SET", "FT.SEARCH");
            var known = (RedisResult[]?)await asked.WaitAsync(options.Timeout);
            if (options.MustBePrimary && !await IsPrimaryAsync(database, options.Timeout))
                throw new IOException($"{options.Name} is no primary");
            return new RedisSession(
                connection, options, known is [{ IsNull: false }, _], options.UseSearch && known is [_, { IsNull: false }]);
        }
        catch
        {
            connection.Close(allowCommandsToComplete: false);
            throw;
        }
    }

    public void Dispose()
    {
        // Commands without an answer are abandoned: the connection is closed because they do not end.
        _connection.Close(allowCommandsToComplete: false);
        _connection.Dispose();
        _ = Reads.DisposeAsync().AsTask();
    }

    private static async Task<bool> IsPrimaryAsync(IDatabase database, TimeSpan timeout)
    {
        var role = (RedisResult[])(await database.ExecuteAsync("ROLE").WaitAsync(timeout))!;
        return (string?)role[0] == "master";
    }
}

/// <summary>How a session is opened.</summary>
/// <param name="Name">The server, for messages.</param>
/// <param name="Client">The client's options.</param>
/// <param name="UseSearch">Whether the server's search commands are used.</param>
/// <param name="MustBePrimary">Whether a server that is a replica is refused.</param>
/// <param name="Timeout">The longest time that connecting and each question may take.</param>
internal sealed record RedisSessionOptions(
    string Name, ConfigurationOptions Client, bool UseSearch, bool MustBePrimary, TimeSpan Timeout);

using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>An open connection and what is known of the server at its other end.</summary>
internal sealed class RedisSession : IDisposable
{
    private readonly ConnectionMultiplexer _connection;
    private volatile bool _hasBroken;
    private Replicas? _replicas;

    private RedisSession(ConnectionMultiplexer connection, bool hasJson)
    {
        _connection = connection;
        Database = connection.GetDatabase();
        HasJson = hasJson;
        connection.ConnectionFailed += (_, _) => _hasBroken = true;
    }

    public IDatabase Database { get; }

    /// <summary>Whether the server has the JSON commands.</summary>
    public bool HasJson { get; }

    /// <summary>The server's replicas, which are waited for on this connection.</summary>
    public Replicas Replicas(int wanted, TimeSpan patience) => _replicas ??= new Replicas(Database, wanted, patience);

    /// <summary>
    /// Fails where the connection broke since it was opened, even if the client has made another: what is asked on that one
    /// is not about what was written on this one.
    /// </summary>
    /// <exception cref="IOException">It broke.</exception>
    public void CheckUnbroken()
    {
        if (_hasBroken) throw new IOException("The connection broke.");
    }

    public static async Task<RedisSession> OpenAsync(ConfigurationOptions options, TimeSpan timeout)
    {
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        try
        {
            var asked = connection.GetDatabase().ExecuteAsync("COMMAND", "INFO", "JSON.SET");
            var known = (RedisResult[]?)await asked.WaitAsync(timeout);
            return new RedisSession(connection, known is [{ IsNull: false }]);
        }
        catch
        {
            connection.Close(allowCommandsToComplete: false);
            throw;
        }
    }

    public void Dispose()
    {
        // What has not been answered yet is given up: waiting for it is what the connection is closed for.
        _connection.Close(allowCommandsToComplete: false);
        _connection.Dispose();
    }
}

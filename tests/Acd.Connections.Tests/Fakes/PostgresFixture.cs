using Acd.Testing;
using Npgsql;

namespace Acd.Connections.Tests;

/// <summary>A PostgreSQL for the tests of a class, each on an empty one: their schemas are dropped before each.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private PostgresServer? _server;

    /// <summary>The server, without schemas.</summary>
    public async Task<PostgresServer> StartAsync()
    {
        Assert.SkipWhen(_server is null, "PostgreSQL is not installed; Debian's package is postgresql.");
        await using var connection = new NpgsqlConnection(_server!.Connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "DROP SCHEMA IF EXISTS acd, one, many, again, whole CASCADE", connection);
        await command.ExecuteNonQueryAsync();
        return _server;
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (PostgresServer.IsInstalled) _server = await PostgresServer.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
    }
}

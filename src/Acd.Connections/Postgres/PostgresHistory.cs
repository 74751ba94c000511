using Acd.Core;
using Npgsql;

namespace Acd.Connections;

/// <summary>Events that the center's store no longer keeps, from the table of events.</summary>
internal sealed class PostgresHistory(PostgresOptions options)
{
    private const int CommandTimeout = 10;

    private readonly string _connection = new NpgsqlConnectionStringBuilder(options.Connection)
    {
        CommandTimeout = CommandTimeout,
        ApplicationName = "acd",
        MaxPoolSize = 4,
    }.ConnectionString;

    /// <summary>A page of events before a number.</summary>
    /// <param name="asked">What is wanted.</param>
    /// <param name="before">The first event that the store itself keeps.</param>
    /// <returns>The page; null where the database cannot be asked, or has nothing older.</returns>
    public async Task<EventsReply?> ReadAsync(ReadEvents asked, long before)
    {
        try
        {
            await using var connection = new NpgsqlConnection(_connection);
            await connection.OpenAsync();
            await using var first = new NpgsqlCommand($"SELECT min(sequence) FROM {options.Schema}.event", connection);
            if (await first.ExecuteScalarAsync() is not long firstKept || firstKept >= before) return null;
            var events = await ReadAsync(connection, asked, before);
            return new EventsReply(
                events, events.Count == asked.Limit ? events[^1].Sequence : before - 1, firstKept, before - 1);
        }
        catch (NpgsqlException)
        {
            // The export says that the database fails; who asks for history gets what the store has.
            return null;
        }
    }

    private async Task<List<EventLine>> ReadAsync(NpgsqlConnection connection, ReadEvents asked, long before)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT sequence, json FROM {options.Schema}.event WHERE sequence > $1 AND sequence < $2 "
            + "AND ($3::text IS NULL OR type = $3) AND ($4::text IS NULL OR queue = $4) "
            + "AND ($5::text IS NULL OR contact = $5) ORDER BY sequence LIMIT $6",
            connection);
        command.Parameters.AddWithValue(asked.After);
        command.Parameters.AddWithValue(before);
        foreach (var text in new[] { asked.Type, asked.Queue?.Value, asked.Contact?.Value })
            command.Parameters.AddWithValue(NpgsqlTypes.NpgsqlDbType.Text, (object?)text ?? DBNull.Value);
        command.Parameters.AddWithValue(asked.Limit);
        await using var row = await command.ExecuteReaderAsync();
        var events = new List<EventLine>();
        while (await row.ReadAsync()) events.Add(new EventLine(row.GetInt64(0), row.GetString(1)));
        return events;
    }
}

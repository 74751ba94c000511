using System.Globalization;
using Acd.Core.Json;
using Npgsql;

namespace Acd.Connections;

/// <summary>
/// Makes the tables, and brings those of an earlier version up to this one: what is made from the events is made again from the
/// table of events.
/// </summary>
internal sealed class PostgresSchema(NpgsqlConnection connection, PostgresOptions options)
{
    /// <summary>The version of the tables. A change of derived.sql, or of what is put there, counts it up.</summary>
    public const int Version = 1;

    private const int EventsPerStep = 10_000;

    private string Schema => options.Schema;

    /// <summary>Makes what is missing.</summary>
    /// <exception cref="InvalidOperationException">The tables are of a later version.</exception>
    public async Task EnsureAsync(CancellationToken cancel)
    {
        await using (var transaction = await connection.BeginTransactionAsync(cancel))
        {
            // Two processes may begin at the same moment.
            await connection.RunAsync($"SELECT pg_advisory_xact_lock(hashtext('acd:{Schema}'))", cancel);
            await connection.RunAsync(Script("schema.sql"), cancel);
            if (!await ExistsAsync("contact", cancel)) await connection.RunAsync(Script("derived.sql"), cancel);
            await transaction.CommitAsync(cancel);
        }

        var version = (int)await ScalarAsync("version", cancel);
        if (version > Version)
        {
            throw new InvalidOperationException(
                $"The tables in the schema {Schema} have version {version}; this program knows up to {Version}.");
        }

        if (version < Version) await RebuildAsync(cancel);
    }

    /// <summary>Makes the partitions of the months of a batch.</summary>
    public async Task EnsureMonthAsync(DateTime at, HashSet<DateTime> known, CancellationToken cancel)
    {
        var month = new DateTime(at.Year, at.Month, 1, 0, 0, 0, DateTimeKind.Utc);
        if (!known.Add(month)) return;
        var (name, next) = (month.ToString("yyyy_MM", CultureInfo.InvariantCulture), month.AddMonths(1));
        await connection.RunAsync(
            $"CREATE TABLE IF NOT EXISTS {Schema}.event_{name} PARTITION OF {Schema}.event "
            + $"FOR VALUES FROM ('{month:yyyy-MM-dd} 00:00:00+00') TO ('{next:yyyy-MM-dd} 00:00:00+00')",
            cancel);
    }

    /// <summary>The number of the last event that the tables have; the row is locked where a transaction is under way.</summary>
    public async Task<long> LockProgressAsync(CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"SELECT sequence FROM {Schema}.progress FOR UPDATE", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Drops what is made from the events, and fills it anew, all in one transaction.</summary>
    private async Task RebuildAsync(CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await LockProgressAsync(cancel);
        foreach (var one in PostgresTables.Derived)
        {
            var space = one.IndexOf(' ', StringComparison.Ordinal);
            await connection.RunAsync($"DROP {one[..space]} IF EXISTS {Schema}.{one[(space + 1)..]}", cancel);
        }

        await connection.RunAsync(Script("derived.sql"), cancel);
        await PostgresTables.PrepareAsync(connection, Schema, cancel);
        var projection = new PostgresProjection(new QueueLogState(), options.GateInQueueName);
        for (var after = 0L; await ReadEventsAsync(after, cancel) is { Count: > 0 } events;)
        {
            var batch = projection.Apply([.. events.Select(json => EventJson.Read(json))]);
            await PostgresTables.WriteAsync(connection, Schema, batch, withEvents: false, cancel);

            // Its rows are of one batch, and the next one may change them again.
            await connection.RunAsync(
                "TRUNCATE new_contact, new_contact_segment, new_offer, new_agent_state, new_queue_target, new_queue_log_state",
                cancel);
            after = batch.Events[^1].Sequence;
        }

        await connection.RunAsync($"UPDATE {Schema}.progress SET version = {Version}", cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task<List<byte[]>> ReadEventsAsync(long after, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT json FROM {Schema}.event WHERE sequence > {after} ORDER BY sequence LIMIT {EventsPerStep}", connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var events = new List<byte[]>();
        while (await row.ReadAsync(cancel)) events.Add(System.Text.Encoding.UTF8.GetBytes(row.GetString(0)));
        return events;
    }

    private async Task<long> ScalarAsync(string column, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"SELECT {column}::bigint FROM {Schema}.progress", connection);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task<bool> ExistsAsync(string table, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"SELECT to_regclass('{Schema}.{table}') IS NOT NULL", connection);
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    private string Script(string name)
    {
        using var stream = typeof(PostgresSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program has no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("{schema}", Schema, StringComparison.Ordinal)
            .Replace("{version}", $"{Version}", StringComparison.Ordinal);
    }
}

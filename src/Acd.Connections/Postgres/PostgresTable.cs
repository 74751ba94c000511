using Npgsql;
using NpgsqlTypes;

namespace Acd.Connections;

/// <summary>A column of a table: its name, its type, and what a row has in it.</summary>
internal sealed record PostgresColumn<T>(string Name, NpgsqlDbType Type, Func<T, object?> Read);

/// <summary>Writes rows into a table by COPY. Rows with a key replace those that are there.</summary>
/// <param name="name">The table.</param>
/// <param name="keys">How many of the first columns are the key; 0 where rows are only added.</param>
/// <param name="columns">The columns.</param>
internal sealed class PostgresTable<T>(string name, int keys, params PostgresColumn<T>[] columns)
{
    private readonly string _names = string.Join(", ", columns.Select(column => column.Name));

    /// <summary>Prepares a connection.</summary>
    public async Task PrepareAsync(NpgsqlConnection connection, string schema, CancellationToken cancel)
    {
        if (keys == 0) return;
        await connection.RunAsync(
            $"CREATE TEMP TABLE IF NOT EXISTS new_{name} (LIKE {schema}.{name}) ON COMMIT DELETE ROWS", cancel);
    }

    /// <summary>Writes rows.</summary>
    public async Task WriteAsync(
        NpgsqlConnection connection, string schema, IReadOnlyCollection<T> rows, CancellationToken cancel)
    {
        if (rows.Count == 0) return;
        var target = keys == 0 ? $"{schema}.{name}" : $"new_{name}";
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"COPY {target} ({_names}) FROM STDIN (FORMAT BINARY)", cancel))
        {
            foreach (var row in rows)
            {
                await copy.StartRowAsync(cancel);
                foreach (var column in columns)
                {
                    if (column.Read(row) is { } value) await copy.WriteAsync(Clean(value), column.Type, cancel);
                    else await copy.WriteNullAsync(cancel);
                }
            }

            await copy.CompleteAsync(cancel);
        }

        if (keys == 0) return;
        var key = string.Join(", ", columns.Take(keys).Select(column => column.Name));
        var rest = string.Join(", ", columns.Skip(keys).Select(column => $"{column.Name} = excluded.{column.Name}"));
        await connection.RunAsync(
            $"INSERT INTO {schema}.{name} ({_names}) SELECT {_names} FROM new_{name} ON CONFLICT ({key}) DO UPDATE SET {rest}",
            cancel);
    }

    /// <summary>PostgreSQL's text has no character 0.</summary>
    private static object Clean(object value) =>
        value is string text && text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "") : value;
}

internal static class NpgsqlConnectionExtensions
{
    /// <summary>Runs statements.</summary>
    /// <returns>How many rows they changed.</returns>
    public static async Task<int> RunAsync(this NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(cancel);
    }
}

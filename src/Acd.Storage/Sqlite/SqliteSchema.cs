using System.Globalization;
using Acd.Hosting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Acd.Storage;

/// <summary>How a database file is opened and made.</summary>
internal static class SqliteSchema
{
    private const int Version = 2;

    /// <summary>Opens the file for its owner; makes the file and its tables as far as they are not there.</summary>
    /// <exception cref="StoreUnavailableException">The file was made by another version.</exception>
    public static SqliteConnection OpenForWriting(string path, TimeSpan timeout)
    {
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate, timeout);
        try
        {
            // The log is copied back into the file only every 16 MB: the same pages are then written once for many commits.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;");
            Execute(connection, "PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864;");
            var version = UserVersion(connection);
            if (version == 0)
                Execute(connection, "BEGIN IMMEDIATE;" + EmbeddedResources.ReadText("Schema.sql") + EmbeddedResources.ReadText("Named.sql") + "COMMIT;");
            else if (version == 1)
                Execute(connection, "BEGIN IMMEDIATE;" + EmbeddedResources.ReadText("Named.sql") + "COMMIT;");
            else if (version != Version)
                throw new StoreUnavailableException($"The database {path} has schema {version}; this program knows {Version}.");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file for reading beside its owner.</summary>
    /// <returns>Null where the file has not been made yet.</returns>
    public static SqliteConnection? OpenForReading(string path, TimeSpan timeout)
    {
        if (!File.Exists(path))
            return null;
        var connection = Open(path, SqliteOpenMode.ReadWrite, timeout);
        try
        {
            Execute(connection, "PRAGMA query_only = ON;");
            if (UserVersion(connection) == Version)
                return connection;
            connection.Dispose();
            return null;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether no transaction is open.</summary>
    public static bool IsIdle(SqliteConnection connection) => raw.sqlite3_get_autocommit(connection.Handle) != 0;

    private static SqliteConnection Open(string path, SqliteOpenMode mode, TimeSpan timeout)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(address.ToString());
        try
        {
            connection.Open();
            raw.sqlite3_busy_timeout(connection.Handle, (int)timeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long UserVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

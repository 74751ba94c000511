using System.Globalization;
using Acd.Hosting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Acd.Storage;

/// <summary>Opens database files and creates their tables.</summary>
internal static class SqliteSchema
{
    // As Schema.sql sets it.
    private const int Version = 2;

    /// <summary>Opens the file for its owner, and creates the file and its tables where they are missing.</summary>
    /// <exception cref="StoreUnavailableException">The file has another version's schema.</exception>
    public static SqliteConnection OpenForWriting(string path, TimeSpan timeout)
    {
        PrivateFile.CreateIfMissing(path);
        var connection = Open(path, SqliteOpenMode.ReadWriteCreate, timeout);
        try
        {
            // A checkpoint every 16 MB: a page that many commits change is then copied into the file once.
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;");
            Execute(connection, "PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864;");
            var version = UserVersion(connection);
            if (version == 0)
                Execute(connection, $"BEGIN IMMEDIATE; {EmbeddedResources.ReadText("Schema.sql")} COMMIT;");
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
    /// <returns>The connection; null where the file or its tables do not exist yet.</returns>
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

    /// <summary>Whether the connection has no open transaction.</summary>
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

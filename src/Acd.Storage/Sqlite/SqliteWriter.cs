using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Microsoft.Data.Sqlite;

namespace Acd.Storage;

/// <summary>The owner's connection to a database file.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin, _commit, _rollback, _center, _setEpoch;
    private readonly SqliteBatchWriter _batch;

    private SqliteWriter(SqliteConnection connection, int eventsKept)
    {
        _connection = connection;
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _rollback = new(connection, "ROLLBACK");
        _center = new(connection, "SELECT epoch, sequence FROM center");
        _setEpoch = new(connection, "UPDATE center SET epoch = epoch + 1");
        _batch = new(connection, eventsKept);
    }

    /// <summary>Opens the file, or creates it.</summary>
    public static SqliteWriter Open(string path, StoreOptions options)
    {
        var connection = SqliteSchema.OpenForWriting(path, options.CommandTimeout);
        try
        {
            return new SqliteWriter(connection, options.EventsKept);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Advances the epoch, which makes every earlier lease stale.</summary>
    /// <returns>The new epoch.</returns>
    public long AdvanceEpoch()
    {
        RunInTransaction(() => _setEpoch.Execute());
        return ReadCenter().Epoch;
    }

    /// <summary>Sets the epoch of a database that has lost newer ones: none is given out twice.</summary>
    /// <param name="epoch">The newest epoch that was given out.</param>
    public void SetEpoch(long epoch)
    {
        using var set = new SqliteStatement(_connection, "UPDATE center SET epoch = ?1");
        RunInTransaction(() => set.Bind(1, epoch).Execute());
    }

    /// <summary>How far the database is.</summary>
    public StoreProgress ReadProgress()
    {
        var (epoch, sequence) = ReadCenter();
        return new(epoch, sequence);
    }

    /// <summary>Checks that a lease has the newest epoch.</summary>
    /// <exception cref="StaleLeaseException">It has not.</exception>
    public void CheckEpoch(Lease lease)
    {
        if (ReadCenter().Epoch != lease.Epoch)
            throw new StaleLeaseException(lease.Epoch);
    }

    public void Write(Lease lease, SerializedBatch batch) => RunInTransaction(() =>
    {
        var (epoch, sequence) = ReadCenter();
        if (epoch != lease.Epoch)
            throw new StaleLeaseException(lease.Epoch);
        if (batch.FirstSequence != 0 && batch.FirstSequence != sequence + 1)
            throw StoreErrors.EventGap(sequence, batch.FirstSequence);
        _batch.Write(batch);
    });

    public CenterDocuments Load()
    {
        using var settings = new SqliteStatement(_connection, "SELECT document FROM settings");
        using var agents = new SqliteStatement(_connection, "SELECT document FROM agent");
        using var contacts = new SqliteStatement(
            _connection, "SELECT document FROM contact INDEXED BY contact_open WHERE closed_at IS NULL");
        using var closed = new SqliteStatement(_connection, """
            SELECT id, closed_at, reason FROM contact INDEXED BY contact_closed
            WHERE closed_at IS NOT NULL ORDER BY closed_at, id
            """);
        return new CenterDocuments
        {
            Settings = Rows(settings, row => StoredJson.Read(row.GetBlob(0), CenterJson.Default.CenterSettings))
                .FirstOrDefault(),
            Agents = Rows(agents, row => StoredJson.Read(row.GetBlob(0), CenterJson.Default.AgentDocument)),
            Contacts = Rows(contacts, row => StoredJson.Read(row.GetBlob(0), CenterJson.Default.ContactDocument)),
            Closed = Rows(closed, row => new ClosedContact(
                new ContactId(row.GetText(0)), new Timestamp(row.GetInt64(1)), CloseReasons.Parse(row.GetText(2)))),
            LastSequence = ReadCenter().Sequence,
        };
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_begin, _commit, _rollback, _center, _setEpoch])
            statement.Dispose();
        _batch.Dispose();
        _connection.Dispose();
    }

    private static List<T> Rows<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        var rows = new List<T>();
        while (statement.Step())
            rows.Add(read(statement));
        return rows;
    }

    private (long Epoch, long Sequence) ReadCenter()
    {
        if (!_center.Step())
            throw new StoreUnavailableException("The database has lost its center's row.");
        var center = (_center.GetInt64(0), _center.GetInt64(1));
        _center.Reset();
        return center;
    }

    private void RunInTransaction(Action write)
    {
        _begin.Execute();
        var committed = false;
        try
        {
            write();
            _commit.Execute();
            committed = true;
        }
        finally
        {
            // A full disk has ended the transaction by itself.
            if (!committed && !SqliteSchema.IsIdle(_connection))
                _rollback.Execute();
        }
    }
}

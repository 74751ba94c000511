using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Microsoft.Data.Sqlite;

namespace Acd.Storage;

/// <summary>The owner's connection to a database file.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Statement _begin, _commit, _rollback, _center, _setEpoch;
    private readonly SqliteBatch _batch;

    private SqliteFile(SqliteConnection connection, int eventsKept)
    {
        _connection = connection;
        _begin = new(connection, "BEGIN IMMEDIATE");
        _commit = new(connection, "COMMIT");
        _rollback = new(connection, "ROLLBACK");
        _center = new(connection, "SELECT epoch, sequence FROM center");
        _setEpoch = new(connection, "UPDATE center SET epoch = epoch + 1");
        _batch = new(connection, eventsKept);
    }

    /// <summary>Opens the file, makes it where there is none.</summary>
    public static SqliteFile Open(string path, StoreOptions options)
    {
        var connection = SqliteSchema.OpenForWriting(path, options.CommandTimeout);
        try
        {
            return new SqliteFile(connection, options.EventsKept);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes every lease before this moment stale.</summary>
    /// <returns>The epoch from now on.</returns>
    public long NextEpoch()
    {
        Transact(() => _setEpoch.Run());
        return Center().Epoch;
    }

    /// <exception cref="StaleLeaseException">It is not the newest any longer.</exception>
    public void CheckEpoch(Lease lease)
    {
        if (Center().Epoch != lease.Epoch)
            throw new StaleLeaseException(lease.Epoch);
    }

    public void Write(Lease lease, SerializedBatch batch) => Transact(() =>
    {
        var (epoch, sequence) = Center();
        if (epoch != lease.Epoch)
            throw new StaleLeaseException(lease.Epoch);
        if (batch.FirstSequence != 0 && batch.FirstSequence != sequence + 1)
            throw SequenceGap.Between(sequence, batch.FirstSequence);
        _batch.Write(batch);
    });

    public CenterDocuments Load()
    {
        using var settings = new Statement(_connection, "SELECT document FROM settings");
        using var agents = new Statement(_connection, "SELECT document FROM agent");
        using var contacts = new Statement(
            _connection, "SELECT document FROM contact INDEXED BY contact_open WHERE closed_at IS NULL");
        using var closed = new Statement(_connection, """
            SELECT id, closed_at, reason FROM contact INDEXED BY contact_closed
            WHERE closed_at IS NOT NULL ORDER BY closed_at, id
            """);
        return new CenterDocuments
        {
            Settings = Rows(settings, row => StoredJson.Read(row.Blob(0), CenterJson.Default.CenterSettings)).FirstOrDefault(),
            Agents = Rows(agents, row => StoredJson.Read(row.Blob(0), CenterJson.Default.AgentDocument)),
            Contacts = Rows(contacts, row => StoredJson.Read(row.Blob(0), CenterJson.Default.ContactDocument)),
            Closed = Rows(closed, row => new ClosedContact(
                new ContactId(row.Text(0)), new Timestamp(row.Integer(1)), CloseReasons.Parse(row.Text(2)))),
            LastSequence = Center().Sequence,
        };
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_begin, _commit, _rollback, _center, _setEpoch])
            statement.Dispose();
        _batch.Dispose();
        _connection.Dispose();
    }

    private static List<T> Rows<T>(Statement statement, Func<Statement, T> read)
    {
        var rows = new List<T>();
        while (statement.Next())
            rows.Add(read(statement));
        return rows;
    }

    private (long Epoch, long Sequence) Center()
    {
        if (!_center.Next())
            throw new StoreUnavailableException("The database has lost its center's row.");
        var center = (_center.Integer(0), _center.Integer(1));
        _center.Reset();
        return center;
    }

    private void Transact(Action write)
    {
        _begin.Run();
        var committed = false;
        try
        {
            write();
            _commit.Run();
            committed = true;
        }
        finally
        {
            // A disk that is full has ended the transaction by itself.
            if (!committed && !SqliteSchema.IsIdle(_connection))
                _rollback.Run();
        }
    }
}

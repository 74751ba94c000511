using System.Text;
using System.Text.Json;
using Acd.Core;
using Acd.Core.Json;
using Acd.Hosting;
using Microsoft.Data.Sqlite;

namespace Acd.Storage;

/// <summary>A connection that reads beside the one that writes.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly WatchedFile _watched;
    private readonly SqliteConnection _connection;
    private readonly SqliteStatement _begin, _end, _contact, _closed, _events, _firstEvent;

    private SqliteReader(string path, SqliteConnection connection)
    {
        _watched = new WatchedFile(path);
        _connection = connection;
        _begin = new(connection, "BEGIN");
        _end = new(connection, "COMMIT");
        _contact = new(connection, "SELECT document FROM contact WHERE id = ?1");
        _closed = new(connection, """
            SELECT document FROM contact NOT INDEXED WHERE sequence > ?1 AND closed_at IS NOT NULL ORDER BY sequence
            """);
        _events = new(connection, """
            SELECT first, events FROM event
            WHERE first >= coalesce((SELECT max(first) FROM event WHERE first <= ?1), 0) AND last >= ?1 ORDER BY first
            """);
        _firstEvent = new(connection, "SELECT coalesce((SELECT min(first) FROM event), sequence + 1) FROM center");
    }

    /// <summary>Opens the file for reading.</summary>
    /// <returns>The connection; null where the file does not exist yet.</returns>
    public static SqliteReader? TryOpen(string path, TimeSpan timeout) =>
        SqliteSchema.OpenForReading(path, timeout) is { } connection ? new SqliteReader(path, connection) : null;

    /// <summary>Whether the path still leads to the file that is read.</summary>
    public bool IsCurrent => _watched.IsThere;

    public ContactDocument? FindContact(ContactId contact)
    {
        _contact.Bind(1, contact.Value);
        try
        {
            return _contact.Step() ? StoredJson.Read(_contact.GetBlob(0), CenterJson.Default.ContactDocument) : null;
        }
        finally
        {
            _contact.Reset();
        }
    }

    public ContactsReply SearchClosed(ListContacts search)
    {
        _closed.Bind(1, search.After);
        try
        {
            return new ContactPageBuilder(search, SearchLimits.MaxScannedPerPage).Build(Rows());
        }
        finally
        {
            _closed.Reset();
        }

        IEnumerable<ContactDocument> Rows()
        {
            while (_closed.Step())
                yield return StoredJson.Read(_closed.GetBlob(0), CenterJson.Default.ContactDocument);
        }
    }

    /// <summary>The named documents with a prefix.</summary>
    public List<NamedDocument> ReadNamed(string prefix, CancellationToken cancel)
    {
        // No name has the greatest character. SQLite reads the range by the index and no document outside of it.
        using var statement = new SqliteStatement(
            _connection, "SELECT name, document FROM named WHERE name >= ?1 AND name < ?2");
        statement.Bind(1, prefix).Bind(2, $"{prefix}\U0010FFFF");
        var named = new List<NamedDocument>();
        while (statement.Step())
        {
            cancel.ThrowIfCancellationRequested();
            named.Add(new NamedDocument(statement.GetText(0), Encoding.UTF8.GetString(statement.GetBlob(1))));
        }

        return named;
    }

    public EventPage ReadEvents(long after, int limit)
    {
        // Both queries are in one transaction, so that a commit between them cannot make the results disagree.
        _begin.Execute();
        try
        {
            _firstEvent.Step();
            var firstKept = _firstEvent.GetInt64(0);
            var (events, bytes) = (new List<CenterEvent>(), 0L);
            _events.Bind(1, after + 1);
            while (events.Count < limit && bytes < EventPage.MaxBytes && _events.Step())
                bytes += Unpack(_events.GetBlob(1), after + 1 - _events.GetInt64(0), limit, EventPage.MaxBytes - bytes, events);
            return new EventPage(events, firstKept) { Bytes = bytes };
        }
        finally
        {
            _firstEvent.Reset();
            _events.Reset();
            _end.Execute();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_begin, _end, _contact, _closed, _events, _firstEvent])
            statement.Dispose();
        _connection.Dispose();
    }

    /// <summary>Adds a row's events, without the first <paramref name="skipped"/> and those past the limits.</summary>
    /// <returns>The size of the added events.</returns>
    private static long Unpack(ReadOnlySpan<byte> row, long skipped, int limit, long maxBytes, List<CenterEvent> events)
    {
        try
        {
            var reader = new Utf8JsonReader(row);
            reader.Read();
            var bytes = 0L;
            for (var i = 0; bytes < maxBytes && events.Count < limit && reader.Read(); i++)
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                    break;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                if (i < skipped)
                    continue;
                events.Add(EventJson.Read(row[start..(int)reader.BytesConsumed].ToArray()));
                bytes += reader.BytesConsumed - start;
            }

            return bytes;
        }
        catch (JsonException exception)
        {
            throw new StoreUnavailableException("The database holds events that cannot be read.", exception);
        }
    }
}

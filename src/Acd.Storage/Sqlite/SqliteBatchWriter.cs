using System.Buffers;
using Acd.Core;
using Microsoft.Data.Sqlite;

namespace Acd.Storage;

/// <summary>Writes batches, each in a transaction that its caller has begun.</summary>
internal sealed class SqliteBatchWriter : IDisposable
{
    private const int EventsPerRow = 512, BytesPerRow = 1024 * 1024;

    private readonly SqliteStatement _updateContact, _insertContact, _forget, _updateAgent, _insertAgent, _removeAgent;
    private readonly SqliteStatement _insertEvents, _trim, _firstEvent, _setSequence, _putSettings, _putNamed, _removeNamed;
    private readonly ArrayBufferWriter<byte> _events = new(64 * 1024);
    private readonly int _eventsKept;

    public SqliteBatchWriter(SqliteConnection connection, int eventsKept)
    {
        _eventsKept = eventsKept;
        _updateContact = new(connection, """
            UPDATE contact SET closed_at = ?3, reason = ?4, document = ?5 WHERE sequence = ?1 AND id = ?2
            """);
        _insertContact = new(connection, """
            INSERT INTO contact (sequence, id, closed_at, reason, document) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (id) DO UPDATE SET sequence = ?1, closed_at = ?3, reason = ?4, document = ?5
            """);
        _forget = new(connection, "DELETE FROM contact WHERE id = ?1");
        _updateAgent = new(connection, "UPDATE agent SET document = ?3 WHERE sequence = ?1 AND id = ?2");
        _insertAgent = new(connection, """
            INSERT INTO agent (sequence, id, document) VALUES (?1, ?2, ?3)
            ON CONFLICT (id) DO UPDATE SET sequence = ?1, document = ?3
            """);
        _removeAgent = new(connection, "DELETE FROM agent WHERE id = ?1");
        _insertEvents = new(connection, "INSERT INTO event (first, last, events) VALUES (?1, ?2, ?3)");
        _trim = new(connection, "DELETE FROM event WHERE first < (SELECT max(first) FROM event WHERE first <= ?1)");
        _firstEvent = new(connection, "SELECT min(first) FROM event");
        _setSequence = new(connection, "UPDATE center SET sequence = ?1");
        _putSettings = new(connection, "INSERT INTO settings VALUES (1, ?1) ON CONFLICT DO UPDATE SET document = ?1");
        _putNamed = new(connection, "INSERT INTO named VALUES (?1, ?2) ON CONFLICT DO UPDATE SET document = ?2");
        _removeNamed = new(connection, "DELETE FROM named WHERE name = ?1");
    }

    public void Write(SerializedBatch batch)
    {
        foreach (var contact in batch.Changes.ForgottenContacts)
            _forget.Bind(1, contact.Value).Execute();
        foreach (var agent in batch.Changes.RemovedAgents)
            _removeAgent.Bind(1, agent.Value).Execute();
        WriteContacts(batch);
        WriteAgents(batch);
        if (batch.Changes.Settings is not null)
            _putSettings.Bind(1, batch.Settings).Execute();
        WriteNamed(batch);
        if (batch.Changes.Events.Count > 0)
            WriteEvents(batch);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)
            [_updateContact, _insertContact, _forget, _updateAgent, _insertAgent, _removeAgent,
            _insertEvents, _trim, _firstEvent, _setSequence, _putSettings, _putNamed, _removeNamed])
        {
            statement.Dispose();
        }
    }

    private void WriteContacts(SerializedBatch batch)
    {
        for (var i = 0; i < batch.Changes.Contacts.Count; i++)
        {
            var contact = batch.Changes.Contacts[i];
            if (Bind(_updateContact, contact, batch.Contact(i)).Execute() == 0)
                Bind(_insertContact, contact, batch.Contact(i)).Execute();
        }
    }

    private static SqliteStatement Bind(SqliteStatement statement, ContactDocument contact, ReadOnlySpan<byte> json)
    {
        statement.Bind(1, contact.Sequence).Bind(2, contact.Id.Value).Bind(5, json);
        return contact is { State: ContactState.Closed, ClosedAt: { } at, Reason: { } reason }
            ? statement.Bind(3, at.Milliseconds).Bind(4, CloseReasons.NameOf(reason))
            : statement.BindNull(3).BindNull(4);
    }

    private void WriteAgents(SerializedBatch batch)
    {
        for (var i = 0; i < batch.Changes.Agents.Count; i++)
        {
            var agent = batch.Changes.Agents[i];
            if (_updateAgent.Bind(1, agent.Sequence).Bind(2, agent.Id.Value).Bind(3, batch.Agent(i)).Execute() == 0)
                _insertAgent.Bind(1, agent.Sequence).Bind(2, agent.Id.Value).Bind(3, batch.Agent(i)).Execute();
        }
    }

    private void WriteNamed(SerializedBatch batch)
    {
        for (var i = 0; i < batch.Changes.Named.Count; i++)
        {
            var document = batch.Changes.Named[i];
            if (document.Json is null)
                _removeNamed.Bind(1, document.Name).Execute();
            else
                _putNamed.Bind(1, document.Name).Bind(2, batch.Named(i)).Execute();
        }
    }

    private void WriteEvents(SerializedBatch batch)
    {
        var count = batch.Changes.Events.Count;
        for (var from = 0; from < count;)
        {
            var to = from;
            _events.ResetWrittenCount();
            while (to < count && to - from < EventsPerRow && _events.WrittenCount < BytesPerRow)
            {
                _events.Write(to == from ? "["u8 : ","u8);
                _events.Write(batch.Event(to++).Span);
            }

            _events.Write("]"u8);
            _insertEvents.Bind(1, batch.FirstSequence + from).Bind(2, batch.FirstSequence + to - 1);
            _insertEvents.Bind(3, _events.WrittenSpan).Execute();
            from = to;
        }

        _setSequence.Bind(1, batch.LastSequence).Execute();
        Trim(batch.LastSequence);
    }

    /// <summary>Deletes old rows once there are an eighth more events than are kept.</summary>
    private void Trim(long last)
    {
        _firstEvent.Step();
        var first = _firstEvent.GetInt64(0);
        _firstEvent.Reset();
        if (last - first >= _eventsKept + (_eventsKept / 8))
            _trim.Bind(1, last - _eventsKept + 1).Execute();
    }
}

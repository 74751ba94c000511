using System.Text.Json;
using Npgsql;

namespace Acd.Connections;

/// <summary>Reads from the tables what a projection must know to go on.</summary>
internal sealed class PostgresLoader(NpgsqlConnection connection, string schema, bool gateInQueueName)
{
    /// <summary>The projection, as it was after the last event that the tables have.</summary>
    public async Task<PostgresProjection> LoadAsync(CancellationToken cancel)
    {
        var state = new QueueLogState();
        await ReadAsync("key, json FROM {0}.queue_log_state", row => Take(state, row.GetString(0), row.GetString(1)), cancel);
        var projection = new PostgresProjection(state, gateInQueueName);
        var contacts = await LoadContactsAsync(cancel);
        foreach (var contact in contacts.Values) projection.Load(contact);
        await ReadAsync(
            "number, agent, presence, reason, forced, began_at FROM {0}.agent_state WHERE ended_at IS NULL",
            row => projection.Load(new AgentStateRow
            {
                Number = row.GetInt64(0),
                Agent = row.GetString(1),
                Presence = row.GetString(2),
                Reason = TextOf(row, 3),
                Forced = row.GetBoolean(4),
                BeganAt = row.GetDateTime(5),
            }),
            cancel);
        await ReadAsync(
            "queue, service_level_ms, short_abandon_ms FROM {0}.queue_target",
            row => projection.Load(new TargetRow(row.GetString(0), row.GetInt64(1), row.GetInt64(2))), cancel);
        return projection;
    }

    private static void Take(QueueLogState state, string key, string json)
    {
        if (key == LogStateRow.Started) state.HasStarted = true;
        else if (key.StartsWith(LogStateRow.Contact, StringComparison.Ordinal))
            state.Contacts[key[LogStateRow.Contact.Length..]] = JsonSerializer.Deserialize<LoggedContact>(json)!;
        else state.Agents[key[LogStateRow.Agent.Length..]] = JsonSerializer.Deserialize<LoggedAgent>(json)!;
    }

    private async Task<Dictionary<long, ContactRow>> LoadContactsAsync(CancellationToken cancel)
    {
        var contacts = new Dictionary<long, ContactRow>();
        await ReadAsync(
            "number, id, queue, gate, channel, caller_id, round, entered_at, answered_at, ended_by, agent, callback, offers, "
            + "transfers, segments FROM {0}.contact WHERE closed_at IS NULL",
            row => contacts[row.GetInt64(0)] = new ContactRow
            {
                Number = row.GetInt64(0),
                Id = row.GetString(1),
                Queue = row.GetString(2),
                Gate = TextOf(row, 3),
                Channel = row.GetString(4),
                CallerId = TextOf(row, 5),
                Round = row.GetInt32(6),
                EnteredAt = row.GetDateTime(7),
                AnsweredAt = row.IsDBNull(8) ? null : row.GetDateTime(8),
                EndedBy = TextOf(row, 9),
                Agent = TextOf(row, 10),
                Callback = row.GetBoolean(11),
                Offers = row.GetInt32(12),
                Transfers = row.GetInt32(13),
                Segments = row.GetInt32(14),
            },
            cancel);
        var ringing = new Dictionary<(long Contact, int Segment), SegmentRow>();
        await ReadAsync(
            "contact_number, segment, contact, kind, queue, gate, agent, began_at FROM {0}.contact_segment "
            + "WHERE ended_at IS NULL",
            row =>
            {
                var segment = ReadSegment(row);
                if (segment.Kind == "ringing") ringing[(segment.ContactNumber, segment.Segment)] = segment;
                else if (contacts.TryGetValue(segment.ContactNumber, out var contact)) contact.Present = segment;
            },
            cancel);
        await ReadAsync(
            "number, id, contact_number, contact, agent, queue, gate, segment, offered_at FROM {0}.offer "
            + "WHERE ended_at IS NULL ORDER BY number",
            row =>
            {
                var offer = ReadOffer(row);
                if (contacts.TryGetValue(offer.ContactNumber, out var contact)
                    && ringing.TryGetValue((offer.ContactNumber, offer.Segment), out var segment))
                    contact.Ringing.Add((offer, segment));
            },
            cancel);
        return contacts;
    }

    private static SegmentRow ReadSegment(NpgsqlDataReader row) => new()
    {
        ContactNumber = row.GetInt64(0),
        Segment = row.GetInt32(1),
        Contact = row.GetString(2),
        Kind = row.GetString(3),
        Queue = row.GetString(4),
        Gate = TextOf(row, 5),
        Agent = TextOf(row, 6),
        BeganAt = row.GetDateTime(7),
    };

    private static OfferRow ReadOffer(NpgsqlDataReader row) => new()
    {
        Number = row.GetInt64(0),
        Id = row.GetString(1),
        ContactNumber = row.GetInt64(2),
        Contact = row.GetString(3),
        Agent = row.GetString(4),
        Queue = row.GetString(5),
        Gate = TextOf(row, 6),
        Segment = row.GetInt32(7),
        OfferedAt = row.GetDateTime(8),
    };

    private static string? TextOf(NpgsqlDataReader row, int index) => row.IsDBNull(index) ? null : row.GetString(index);

    private async Task ReadAsync(string what, Action<NpgsqlDataReader> take, CancellationToken cancel)
    {
        var sql = "SELECT " + what.Replace("{0}", schema, StringComparison.Ordinal);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) take(row);
    }
}

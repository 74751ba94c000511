using Npgsql;
using static NpgsqlTypes.NpgsqlDbType;

namespace Acd.Connections;

/// <summary>The columns of every table, and the order in which a batch is written.</summary>
internal static class PostgresTables
{
    // The name of the type is that of .NET's too.
    private const NpgsqlTypes.NpgsqlDbType Flag = NpgsqlTypes.NpgsqlDbType.Boolean;

    private static readonly PostgresTable<EventRow> Event = new(
        "event", 0,
        new("sequence", Bigint, row => row.Sequence), new("at", TimestampTz, row => row.At), new("type", Text, row => row.Type),
        new("contact", Text, row => row.Contact), new("queue", Text, row => row.Queue), new("gate", Text, row => row.Gate),
        new("agent", Text, row => row.Agent), new("json", Json, row => row.Json));

    private static readonly PostgresTable<ContactRow> Contact = new(
        "contact", 1,
        new("number", Bigint, row => row.Number), new("id", Text, row => row.Id), new("queue", Text, row => row.Queue),
        new("gate", Text, row => row.Gate), new("channel", Text, row => row.Channel),
        new("caller_id", Text, row => row.CallerId), new("round", Integer, row => row.Round),
        new("entered_at", TimestampTz, row => row.EnteredAt), new("answered_at", TimestampTz, row => row.AnsweredAt),
        new("closed_at", TimestampTz, row => row.ClosedAt), new("reason", Text, row => row.Reason),
        new("ended_by", Text, row => row.EndedBy), new("agent", Text, row => row.Agent),
        new("callback", Flag, row => row.Callback), new("offers", Integer, row => row.Offers),
        new("transfers", Integer, row => row.Transfers), new("segments", Integer, row => row.Segments));

    private static readonly PostgresTable<SegmentRow> Segment = new(
        "contact_segment", 2,
        new("contact_number", Bigint, row => row.ContactNumber), new("segment", Integer, row => row.Segment),
        new("contact", Text, row => row.Contact), new("kind", Text, row => row.Kind), new("queue", Text, row => row.Queue),
        new("gate", Text, row => row.Gate), new("agent", Text, row => row.Agent),
        new("began_at", TimestampTz, row => row.BeganAt), new("ended_at", TimestampTz, row => row.EndedAt));

    private static readonly PostgresTable<OfferRow> Offer = new(
        "offer", 1,
        new("number", Bigint, row => row.Number), new("id", Text, row => row.Id),
        new("contact_number", Bigint, row => row.ContactNumber), new("contact", Text, row => row.Contact),
        new("agent", Text, row => row.Agent), new("queue", Text, row => row.Queue), new("gate", Text, row => row.Gate),
        new("segment", Integer, row => row.Segment), new("offered_at", TimestampTz, row => row.OfferedAt),
        new("ended_at", TimestampTz, row => row.EndedAt), new("result", Text, row => row.Result),
        new("cause", Text, row => row.Cause));

    private static readonly PostgresTable<AgentStateRow> AgentState = new(
        "agent_state", 1,
        new("number", Bigint, row => row.Number), new("agent", Text, row => row.Agent),
        new("presence", Text, row => row.Presence), new("reason", Text, row => row.Reason),
        new("forced", Flag, row => row.Forced), new("began_at", TimestampTz, row => row.BeganAt),
        new("ended_at", TimestampTz, row => row.EndedAt));

    private static readonly PostgresTable<OutcomeRow> Outcome = new(
        "outcome", 0,
        new("sequence", Bigint, row => row.Sequence), new("kind", Text, row => row.Kind), new("at", TimestampTz, row => row.At),
        new("contact_number", Bigint, row => row.ContactNumber), new("queue", Text, row => row.Queue),
        new("gate", Text, row => row.Gate), new("channel", Text, row => row.Channel), new("agent", Text, row => row.Agent),
        new("callback", Flag, row => row.Callback), new("wait_ms", Bigint, row => row.WaitMs),
        new("talk_ms", Bigint, row => row.TalkMs), new("hold_ms", Bigint, row => row.HoldMs),
        new("wrap_up_ms", Bigint, row => row.WrapUpMs), new("in_target", Flag, row => row.InTarget),
        new("short", Flag, row => row.Short));

    private static readonly PostgresTable<TargetRow> Target = new(
        "queue_target", 1,
        new("queue", Text, row => row.Queue), new("service_level_ms", Bigint, row => row.ServiceLevelMs),
        new("short_abandon_ms", Bigint, row => row.ShortAbandonMs));

    private static readonly PostgresTable<LogRow> Log = new(
        "queue_log", 0,
        new("sequence", Bigint, row => row.Sequence), new("line", Integer, row => row.Number),
        new("time", TimestampTz, row => DateTime.UnixEpoch.AddSeconds(row.Line.Epoch)),
        new("callid", Text, row => row.Line.CallId), new("queuename", Text, row => row.Line.Queue),
        new("agent", Text, row => row.Line.Agent), new("event", Text, row => row.Line.Event),
        new("data1", Text, row => DataOf(row, 0)), new("data2", Text, row => DataOf(row, 1)),
        new("data3", Text, row => DataOf(row, 2)), new("data4", Text, row => DataOf(row, 3)),
        new("data5", Text, row => DataOf(row, 4)));

    private static readonly PostgresTable<LogStateRow> LogState = new(
        "queue_log_state", 1, new("key", Text, row => row.Key), new("json", Text, row => row.Json));

    /// <summary>The tables that are made from the events, and what else derived.sql makes; views go first.</summary>
    public static readonly string[] Derived =
    [
        "VIEW queue_day", "VIEW figures", "TABLE contact", "TABLE contact_segment", "TABLE offer", "TABLE agent_state",
        "TABLE outcome", "TABLE queue_target", "TABLE queue_log", "TABLE queue_log_state",
    ];

    /// <summary>Prepares a connection for <see cref="WriteAsync"/>.</summary>
    public static async Task PrepareAsync(NpgsqlConnection connection, string schema, CancellationToken cancel)
    {
        await Contact.PrepareAsync(connection, schema, cancel);
        await Segment.PrepareAsync(connection, schema, cancel);
        await Offer.PrepareAsync(connection, schema, cancel);
        await AgentState.PrepareAsync(connection, schema, cancel);
        await Target.PrepareAsync(connection, schema, cancel);
        await LogState.PrepareAsync(connection, schema, cancel);
    }

    /// <summary>Writes a batch within the present transaction.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="batch">The rows.</param>
    /// <param name="withEvents">Whether the events themselves are written too.</param>
    /// <param name="cancel">Cancels the writes.</param>
    public static async Task WriteAsync(
        NpgsqlConnection connection, string schema, PostgresBatch batch, bool withEvents, CancellationToken cancel)
    {
        if (withEvents) await Event.WriteAsync(connection, schema, batch.Events, cancel);
        await Contact.WriteAsync(connection, schema, batch.Contacts.Values, cancel);
        await Segment.WriteAsync(connection, schema, batch.Segments.Values, cancel);
        await Offer.WriteAsync(connection, schema, batch.Offers.Values, cancel);
        await AgentState.WriteAsync(connection, schema, batch.AgentStates.Values, cancel);
        await Outcome.WriteAsync(connection, schema, batch.Outcomes, cancel);
        await Target.WriteAsync(connection, schema, batch.Targets.Values, cancel);
        await Log.WriteAsync(connection, schema, batch.Log, cancel);
        await LogState.WriteAsync(connection, schema, batch.LogStates.Values, cancel);
        await connection.RunAsync($"DELETE FROM {schema}.queue_log_state WHERE json IS NULL", cancel);
    }

    private static string DataOf(LogRow row, int index) => index < row.Line.Data.Count ? row.Line.Data[index] : "";
}

namespace Acd.Connections;

/// <summary>A row of <c>event</c>.</summary>
internal sealed record EventRow(
    long Sequence, DateTime At, string Type, string? Contact, string? Queue, string? Gate, string? Agent, string Json);

/// <summary>A row of <c>contact</c>, and the open segments of the contact.</summary>
internal sealed class ContactRow
{
    public required long Number { get; init; }

    public required string Id { get; init; }

    public required string Queue { get; set; }

    public string? Gate { get; set; }

    public required string Channel { get; init; }

    public string? CallerId { get; init; }

    public int Round { get; init; }

    public DateTime EnteredAt { get; init; }

    public DateTime? AnsweredAt { get; set; }

    public DateTime? ClosedAt { get; set; }

    public string? Reason { get; set; }

    public string? EndedBy { get; set; }

    public string? Agent { get; set; }

    public bool Callback { get; set; }

    public int Offers { get; set; }

    public int Transfers { get; set; }

    public int Segments { get; set; }

    /// <summary>The segment that it is in, ringing apart.</summary>
    public SegmentRow? Present { get; set; }

    /// <summary>The offers that ring, and their segments.</summary>
    public List<(OfferRow Offer, SegmentRow Segment)> Ringing { get; } = [];
}

/// <summary>A row of <c>contact_segment</c>.</summary>
internal sealed class SegmentRow
{
    public required long ContactNumber { get; init; }

    public required int Segment { get; init; }

    public required string Contact { get; init; }

    public required string Kind { get; init; }

    public required string Queue { get; init; }

    public string? Gate { get; init; }

    public string? Agent { get; init; }

    public required DateTime BeganAt { get; init; }

    public DateTime? EndedAt { get; set; }
}

/// <summary>A row of <c>offer</c>.</summary>
internal sealed class OfferRow
{
    public required long Number { get; init; }

    public required string Id { get; init; }

    public required long ContactNumber { get; init; }

    public required string Contact { get; init; }

    public required string Agent { get; init; }

    public required string Queue { get; init; }

    public string? Gate { get; init; }

    public required int Segment { get; init; }

    public required DateTime OfferedAt { get; init; }

    public DateTime? EndedAt { get; set; }

    public string? Result { get; set; }

    public string? Cause { get; set; }
}

/// <summary>A row of <c>agent_state</c>.</summary>
internal sealed class AgentStateRow
{
    public required long Number { get; init; }

    public required string Agent { get; init; }

    public required string Presence { get; init; }

    public string? Reason { get; init; }

    public bool Forced { get; init; }

    public required DateTime BeganAt { get; init; }

    public DateTime? EndedAt { get; set; }
}

/// <summary>A row of <c>outcome</c>.</summary>
internal sealed record OutcomeRow(
    long Sequence, string Kind, DateTime At, long? ContactNumber, string Queue, string? Gate, string? Channel, string? Agent,
    bool Callback)
{
    public long WaitMs { get; init; }

    public long TalkMs { get; init; }

    public long HoldMs { get; init; }

    public long WrapUpMs { get; init; }

    public bool InTarget { get; init; }

    public bool Short { get; init; }
}

/// <summary>A row of <c>queue_target</c>.</summary>
internal sealed record TargetRow(string Queue, long ServiceLevelMs, long ShortAbandonMs);

/// <summary>A row of <c>queue_log_state</c>; without content it goes.</summary>
internal sealed record LogStateRow(string Key, string? Json)
{
    /// <summary>The beginnings of the keys of contacts and of agents, and the key that says that the log has begun.</summary>
    public const string Contact = "c:", Agent = "a:", Started = "started";
}

/// <summary>A row of <c>queue_log</c>.</summary>
internal sealed record LogRow(long Sequence, int Number, QueueLogLine Line);

using System.Text.Json.Serialization;

namespace Acd.Connections;

/// <summary>
/// What the lines of an open contact need that the next event does not tell. Members have short names: there may be many.
/// </summary>
internal sealed class LoggedContact
{
    /// <summary>The call in the log.</summary>
    [JsonPropertyName("c")]
    public required string CallId { get; set; }

    /// <summary>The queue.</summary>
    [JsonPropertyName("q")]
    public required string Queue { get; set; }

    /// <summary>The gate, if any.</summary>
    [JsonPropertyName("g")]
    public string? Gate { get; set; }

    /// <summary>When it came into this queue's line, in ms since 1970.</summary>
    [JsonPropertyName("e")]
    public long EnteredAt { get; set; }

    /// <summary>Its rank, in ms since 1970, and the number by which equal ranks are ordered.</summary>
    [JsonPropertyName("r")]
    public long Rank { get; set; }

    /// <summary>The event by which it was first queued.</summary>
    [JsonPropertyName("s")]
    public long Sequence { get; set; }

    /// <summary>Its place when it came into the line.</summary>
    [JsonPropertyName("p")]
    public int FirstPlace { get; set; }

    /// <summary>Whether it is in the line; ringing ones are.</summary>
    [JsonPropertyName("w")]
    public bool IsWaiting { get; set; }

    /// <summary>When an agent answered, in ms since 1970, while it talks.</summary>
    [JsonPropertyName("a")]
    public long? AnsweredAt { get; set; }

    /// <summary>How long it had waited then, in seconds.</summary>
    [JsonPropertyName("h")]
    public long HoldTime { get; set; }

    /// <summary>The agent that answered.</summary>
    [JsonPropertyName("n")]
    public string? Agent { get; set; }

    /// <summary>The offer by which its agent hands it over, while that rings.</summary>
    [JsonPropertyName("o")]
    public string? Handover { get; set; }
}

/// <summary>What the lines of an agent need.</summary>
internal sealed class LoggedAgent
{
    /// <summary>When it logged in, in ms since 1970; null while it is offline.</summary>
    [JsonPropertyName("l")]
    public long? LoggedInAt { get; set; }

    /// <summary>Why it is paused; null while it is not.</summary>
    [JsonPropertyName("p")]
    public string? Pause { get; set; }
}

/// <summary>Everything that the log must know to go on after an event.</summary>
internal sealed class QueueLogState
{
    /// <summary>The open contacts.</summary>
    public Dictionary<string, LoggedContact> Contacts { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The agents.</summary>
    public Dictionary<string, LoggedAgent> Agents { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Whether the log has its first line.</summary>
    public bool HasStarted { get; set; }
}

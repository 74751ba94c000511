namespace Acd.Connections;

/// <summary>The rows of a batch of events. A row that changes several times is written once.</summary>
internal sealed class PostgresBatch
{
    public List<EventRow> Events { get; } = [];

    public Dictionary<long, ContactRow> Contacts { get; } = [];

    public Dictionary<(long Contact, int Segment), SegmentRow> Segments { get; } = [];

    public Dictionary<long, OfferRow> Offers { get; } = [];

    public Dictionary<long, AgentStateRow> AgentStates { get; } = [];

    public List<OutcomeRow> Outcomes { get; } = [];

    public Dictionary<string, TargetRow> Targets { get; } = new(StringComparer.Ordinal);

    public List<LogRow> Log { get; } = [];

    public Dictionary<string, LogStateRow> LogStates { get; } = new(StringComparer.Ordinal);
}

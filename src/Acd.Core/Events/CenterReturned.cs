namespace Acd.Core;

/// <summary>
/// The center serves again after an outage. What agents do stood still meanwhile: no time of theirs counts, and nobody missed an
/// offer. Callers waited.
/// </summary>
public sealed record CenterReturned : CenterEvent
{
    /// <summary>When the center last served.</summary>
    public required Timestamp AwayFrom { get; init; }
}

namespace Acd.Client;

/// <summary>The center serves again after an outage. No time of agents counts in between, and nobody missed an offer.</summary>
public sealed record CenterReturned : CenterEvent
{
    /// <summary>When the center last served.</summary>
    public required DateTimeOffset AwayFrom { get; init; }
}

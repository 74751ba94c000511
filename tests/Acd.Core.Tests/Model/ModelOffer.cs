namespace Acd.Core.Tests;

/// <summary>An offer of the reference model.</summary>
public sealed class ModelOffer
{
    public required OfferId Id { get; init; }
    public required long Number { get; init; }
    public required AgentId Agent { get; init; }
    public required Timestamp At { get; init; }
    public required Timestamp Due { get; init; }
    public required int Cost { get; init; }
    public required bool Assigned { get; init; }
    public OfferState State { get; set; }
    public Timestamp? EndedAt { get; set; }

    public OfferDocument Document() => new(Id, Agent, State, At, Due, EndedAt) { Cost = Cost, Assigned = Assigned };
}

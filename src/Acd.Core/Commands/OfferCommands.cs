namespace Acd.Core;

/// <summary>The agent takes a contact that is offered to it. Taking the same offer twice is taking it once.</summary>
/// <param name="Offer">A pending offer.</param>
/// <param name="By">The agent that says so, if known; the offer must be its own.</param>
public sealed record AcceptOffer(OfferId Offer, AgentId? By = null) : Command;

/// <summary>The agent does not take a contact that is offered to it.</summary>
/// <param name="Offer">A pending offer.</param>
/// <param name="By">The agent that says so, if known; the offer must be its own.</param>
public sealed record DeclineOffer(OfferId Offer, AgentId? By = null) : Command;

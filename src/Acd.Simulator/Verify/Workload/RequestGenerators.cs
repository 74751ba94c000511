using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>All requests that clients send. A new command of the engine is one more line in a list.</summary>
internal static class RequestGenerators
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        .. ContactWorkload.All,
        .. OfferWorkload.All,
        .. SupervisorWorkload.All,
        .. AgentWorkload.All,
        .. CenterWorkload.All,
        .. QueueWorkload.All,
        .. QueryWorkload.All,
    ];
}

/// <summary>Generates requests of one kind.</summary>
/// <param name="Weight">How often, relative to the others.</param>
/// <param name="Generate">Generates a request for the current state.</param>
internal sealed record RequestGenerator(int Weight, Func<RequestContext, GeneratedRequest> Generate);

/// <summary>A generated request.</summary>
/// <param name="Request">The request.</param>
/// <param name="Offer">
/// The offer that it answers, if it answers one. A shortened run numbers offers anew, and this finds the same offer.
/// </param>
internal sealed record GeneratedRequest(Request Request, OfferReference? Offer = null)
{
    public static implicit operator GeneratedRequest(Request request) => new(request);
}

/// <summary>A reference to an offer that other offers do not change.</summary>
/// <param name="Contact">The offer's contact.</param>
/// <param name="Index">The number of the contact's offers before it.</param>
internal sealed record OfferReference(ContactId Contact, int Index);

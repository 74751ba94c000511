using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>All that callers may ask. A new command of the engine is one line in a list here, or a list of its own.</summary>
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

/// <summary>Something that somebody may ask of the center.</summary>
/// <param name="Weight">How often, beside the others.</param>
/// <param name="Generate">Makes it, as fits the moment.</param>
internal sealed record RequestGenerator(int Weight, Func<RequestContext, GeneratedRequest> Generate);

/// <summary>What somebody asks.</summary>
/// <param name="Request">The request.</param>
/// <param name="Offer">
/// The offer it answers, if it answers one. Offers are numbered anew when a run is shortened, and this finds the same one.
/// </param>
internal sealed record GeneratedRequest(Request Request, OfferReference? Offer = null)
{
    public static implicit operator GeneratedRequest(Request request) => new(request);
}

/// <summary>An offer by what does not change when others are made before it.</summary>
/// <param name="Contact">Its contact.</param>
/// <param name="Index">How many offers the contact had before it.</param>
internal sealed record OfferReference(ContactId Contact, int Index);

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Something that somebody may ask of the center.</summary>
/// <param name="Weight">How often, beside the others.</param>
/// <param name="Make">Makes it, as fits the moment.</param>
internal sealed record Wish(int Weight, Func<Chooser, Wanted> Make);

/// <summary>What somebody asks.</summary>
/// <param name="Request">The request.</param>
/// <param name="Offer">
/// The offer it answers, if it answers one. Offers are numbered anew when a run is shortened, and this finds the same one.
/// </param>
internal sealed record Wanted(Request Request, OfferOfContact? Offer = null)
{
    public static implicit operator Wanted(Request request) => new(request);
}

/// <summary>An offer by what does not change when others are made before it.</summary>
/// <param name="Contact">Its contact.</param>
/// <param name="Before">How many offers the contact had before it.</param>
internal sealed record OfferOfContact(ContactId Contact, int Before);

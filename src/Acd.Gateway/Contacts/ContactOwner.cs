using Acd.Core;
using Acd.Hosting;

namespace Acd.Gateway;

/// <summary>Whether a contact is an agent's own: it has it, it is offered it, or it was the last to have it.</summary>
internal static class ContactOwner
{
    public static async ValueTask<Refusal?> RefuseAsync(IContactCenter center, ContactId contact, AgentId agent)
    {
        var reply = await center.SendAsync(new GetContact(contact));
        return reply switch
        {
            Refusal refusal => refusal,
            ContactReply found when Has(found.Contact, agent) => null,
            _ => RequestRefusals.NotAllowed,
        };
    }

    // The last agent of a queued or closed contact is let through, so that the retry of a command whose answer was lost is
    // answered as well.
    private static bool Has(ContactDocument contact, AgentId agent) => contact.State == ContactState.Offered
        ? contact.Offers.Any(offer => offer.State == OfferState.Pending && offer.Agent == agent)
        : contact.Agent == agent;
}

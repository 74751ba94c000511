using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// Which contacts an agent's key may see and move. What an agent does to a contact that somebody has is checked where it is
/// done, by the command's <see cref="ContactCommand.By"/>.
/// </summary>
internal static class OwnContact
{
    /// <summary>Whether the agent may see it: it has it, had it last, or was offered it.</summary>
    public static bool MayBeSeenBy(this ContactDocument contact, AgentId agent) =>
        contact.Agent == agent || contact.Offers.Any(offer => offer.Agent == agent);

    /// <summary>
    /// Whether the agent may put it back in line or elsewhere: it has it, it is offered it, or, as long as nobody else is
    /// offered it, it was the last to have it, so that the retry of a command whose answer was lost is answered as well.
    /// </summary>
    public static bool MayBeMovedBy(this ContactDocument contact, AgentId agent) => contact.State switch
    {
        ContactState.Queued =>
            contact.Offers.LastOrDefault(offer => offer.State == OfferState.Accepted)?.Agent == agent,
        ContactState.Offered =>
            contact.Offers.Any(offer => offer.State == OfferState.Pending && offer.Agent == agent),
        _ => contact.Agent == agent,
    };
}

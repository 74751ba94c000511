using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// Which contacts an agent's key may see. What an agent does to a contact that is not its own is refused where it is done, by
/// the command's <see cref="ContactCommand.By"/>.
/// </summary>
internal static class ContactVisibilityExtensions
{
    /// <summary>Whether the agent may see it: it has it, had it last, or was offered it.</summary>
    public static bool IsVisibleTo(this ContactDocument contact, AgentId agent) =>
        contact.Agent == agent || contact.Offers.Any(offer => offer.Agent == agent);
}

using Acd.Core;

namespace Acd.Gateway;

/// <summary>Who may call a route. A route without it is for supervisors.</summary>
/// <param name="Roles">The roles that may; none where everybody may, with or without a key.</param>
/// <param name="OwnAgent">The part of the path that must be the agent's own id, where an agent calls.</param>
internal sealed record AccessPolicy(Role Roles, string? OwnAgent = null)
{
    /// <summary>Everybody, with or without a key.</summary>
    public static readonly AccessPolicy Anonymous = new(Role.None);

    /// <summary>Supervisors.</summary>
    public static readonly AccessPolicy Supervisor = new(Role.Supervisor);

    /// <summary>Whoever may see the whole center.</summary>
    public static readonly AccessPolicy Reader = new(Role.Service | Role.Supervisor);

    /// <summary>Whoever may bring contacts in and take them back.</summary>
    public static readonly AccessPolicy Contacts = new(Role.Service | Role.Supervisor);

    /// <summary>Whoever may see a contact, or, where the handler finds that it is the agent's own, do something to it.</summary>
    public static readonly AccessPolicy ContactsAndAgents = new(Role.Agent | Role.Service | Role.Supervisor);

    /// <summary>Supervisors, and the agent that the offer is made to.</summary>
    public static readonly AccessPolicy Offers = new(Role.Agent | Role.Supervisor);

    /// <summary>Supervisors, and the agent itself.</summary>
    public static AccessPolicy OwnOrSupervise(string part) => new(Role.Agent | Role.Supervisor, part);

    /// <summary>Whoever may see the whole center, and the agent itself.</summary>
    public static AccessPolicy OwnOrRead(string part) => new(Role.Agent | Role.Service | Role.Supervisor, part);

    /// <summary>Why a caller may not call this route; none where it may.</summary>
    public Refusal? Refuse(Caller caller, RouteValueDictionary path)
    {
        if (Roles == Role.None)
            return null;
        if (caller.Role == Role.None)
            return ReferenceEquals(caller, Caller.UnknownKey) ? RequestRefusals.UnknownKey : RequestRefusals.MissingKey;
        if ((Roles & caller.Role) == 0)
            return RequestRefusals.NotAllowed;
        var own = caller.Role != Role.Agent || OwnAgent is null || caller.Agent?.Value == path[OwnAgent] as string;
        return own ? null : RequestRefusals.NotAllowed;
    }
}

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

using Acd.Core;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace Acd.Gateway;

/// <summary>The authorization policies of the routes. A route without one is for supervisors.</summary>
internal static class AccessPolicy
{
    /// <summary>Supervisors.</summary>
    public static readonly AuthorizationPolicy Supervisor = For(RoleNames.Supervisor).Build();

    /// <summary>Callers that may see the whole center.</summary>
    public static readonly AuthorizationPolicy Reader = For(RoleNames.Service, RoleNames.Supervisor).Build();

    /// <summary>Callers that may enqueue contacts and abandon them.</summary>
    public static readonly AuthorizationPolicy Contacts = For(RoleNames.Service, RoleNames.Supervisor).Build();

    /// <summary>Every role. The handler refuses an agent a contact that is not its own.</summary>
    public static readonly AuthorizationPolicy ContactsAndAgents =
        For(RoleNames.Agent, RoleNames.Service, RoleNames.Supervisor).Build();

    /// <summary>The same, and telephone switches: contacts come in and callers hang up there.</summary>
    public static readonly AuthorizationPolicy Callers =
        For(RoleNames.Service, RoleNames.Supervisor, RoleNames.Switch).Build();

    /// <summary>Every role that ends talks. The handler refuses an agent a contact that is not its own.</summary>
    public static readonly AuthorizationPolicy Talks =
        For(RoleNames.Agent, RoleNames.Service, RoleNames.Supervisor, RoleNames.Switch).Build();

    /// <summary>Callers that follow all events. A switch learns from them which telephone is to ring.</summary>
    public static readonly AuthorizationPolicy Followers =
        For(RoleNames.Service, RoleNames.Supervisor, RoleNames.Switch).Build();

    /// <summary>Callers that see the figures of the center, and wallboards.</summary>
    public static readonly AuthorizationPolicy Figures =
        For(RoleNames.Service, RoleNames.Supervisor, RoleNames.Viewer).Build();

    /// <summary>Supervisors, agents and telephone switches. The engine refuses an agent the offer of another agent.</summary>
    public static readonly AuthorizationPolicy Offers =
        For(RoleNames.Agent, RoleNames.Supervisor, RoleNames.Switch).Build();

    /// <summary>Callers that give a contact to an agent by name. A switch does so where that agent has answered.</summary>
    public static readonly AuthorizationPolicy Assigners = For(RoleNames.Supervisor, RoleNames.Switch).Build();

    /// <summary>Callers that see the board. It tells nothing about a single caller.</summary>
    public static readonly AuthorizationPolicy Board =
        For(RoleNames.Agent, RoleNames.Service, RoleNames.Supervisor, RoleNames.Viewer).Build();

    /// <summary>Every caller with a key.</summary>
    public static readonly AuthorizationPolicy Everyone = For(RoleNames.All).Build();

    /// <summary>Supervisors, telephone switches, and the agent that a route parameter names.</summary>
    public static AuthorizationPolicy OwnOrReport(string parameter) =>
        For(RoleNames.Agent, RoleNames.Supervisor, RoleNames.Switch)
            .AddRequirements(new OwnAgentRequirement(parameter)).Build();

    /// <summary>Supervisors, and the agent that a route parameter names.</summary>
    public static AuthorizationPolicy OwnOrSupervise(string parameter) =>
        For(RoleNames.Agent, RoleNames.Supervisor).AddRequirements(new OwnAgentRequirement(parameter)).Build();

    /// <summary>Callers that may see the whole center, and the agent that a route parameter names.</summary>
    public static AuthorizationPolicy OwnOrRead(string parameter) =>
        For(RoleNames.Agent, RoleNames.Service, RoleNames.Supervisor)
            .AddRequirements(new OwnAgentRequirement(parameter)).Build();

    /// <summary>The roles that may call a route; none where it is open to everybody.</summary>
    public static IEnumerable<string> RolesOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return [];
        var policy = endpoint.Metadata.GetMetadata<AuthorizationPolicy>() ?? Supervisor;
        return policy.Requirements.OfType<RolesAuthorizationRequirement>().SelectMany(requirement => requirement.AllowedRoles);
    }

    private static AuthorizationPolicyBuilder For(params string[] roles) => new AuthorizationPolicyBuilder().RequireRole(roles);
}

/// <summary>Lets an agent call a route only where a route parameter is the agent's own id. Other roles pass.</summary>
internal sealed class OwnAgentRequirement(string parameter)
    : AuthorizationHandler<OwnAgentRequirement>, IAuthorizationRequirement
{
    /// <summary>Whether the caller is no agent, or the one that the route names.</summary>
    public bool Allows(Caller caller, HttpContext http) =>
        caller.Role != Role.Agent || caller.Agent?.Value == http.Request.RouteValues[parameter] as string;

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OwnAgentRequirement requirement)
    {
        if (context.Resource is HttpContext http && Allows(http.GetCaller(), http))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>
/// Which contacts an agent's key may see. The engine refuses a command about another agent's contact, by the command's
/// <see cref="ContactCommand.By"/>.
/// </summary>
internal static class ContactVisibilityExtensions
{
    /// <summary>Whether the agent has the contact, had it, or is offered it. To have been offered it is not enough.</summary>
    public static bool IsVisibleTo(this ContactDocument contact, AgentId agent) =>
        contact.Agent == agent || contact.Handover?.Agent == agent
        || contact.Offers.Any(offer =>
            offer.Agent == agent && offer.State is OfferState.Pending or OfferState.Accepted);
}

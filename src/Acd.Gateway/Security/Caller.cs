using System.Security.Claims;
using Acd.Core;
using Microsoft.AspNetCore.Authentication;

namespace Acd.Gateway;

/// <summary>The sender of a request.</summary>
/// <param name="Role">What its key allows; <see cref="Role.None"/> without a known key.</param>
/// <param name="Agent">The agent whose key it has, where the role is <see cref="Role.Agent"/>.</param>
/// <param name="Name">A name that identifies the key without revealing it; none without a known key.</param>
internal sealed record Caller(Role Role, AgentId? Agent = null, string? Name = null)
{
    /// <summary>What the key is for, in its maker's words.</summary>
    public string? Label { get; init; }

    /// <summary>Every caller on this machine, where no keys are configured.</summary>
    public static readonly Caller LocalUser = new(Role.Supervisor);

    /// <summary>A caller without a known key.</summary>
    public static readonly Caller Anonymous = new(Role.None);
}

/// <summary>A caller as claims: its role, its agent and its key's name.</summary>
internal sealed class CallerIdentity : ClaimsIdentity
{
    public const string RoleClaim = "role", AgentClaim = "agent", KeyClaim = "key";

    public CallerIdentity(Caller caller)
        : base(ClaimsOf(caller), ApiKeyHandler.SchemeName, KeyClaim, RoleClaim)
    {
        Caller = caller;
        Authenticated = Task.FromResult(AuthenticateResult.Success(
            new AuthenticationTicket(new ClaimsPrincipal(this), ApiKeyHandler.SchemeName)));
    }

    public Caller Caller { get; }

    /// <summary>Ends what the caller has open, when its key ends.</summary>
    public CancellationToken Ended { get; init; }

    /// <summary>The result of authentication, made once for a key.</summary>
    public Task<AuthenticateResult> Authenticated { get; }

    private static IEnumerable<Claim> ClaimsOf(Caller caller)
    {
        yield return new Claim(RoleClaim, RoleNames.Of(caller.Role));
        if (caller.Agent is { } agent)
            yield return new Claim(AgentClaim, agent.Value);
        if (caller.Name is { } name)
            yield return new Claim(KeyClaim, name);
    }
}

internal static class CallerExtensions
{
    /// <summary>Ends what the sender has open, when its key ends.</summary>
    public static CancellationToken GetKeyEnded(this HttpContext http) =>
        http.User.Identity is CallerIdentity identity ? identity.Ended : default;

    /// <summary>The sender of this request.</summary>
    public static Caller GetCaller(this HttpContext http) => (http.User.Identity as CallerIdentity)?.Caller ?? Caller.Anonymous;
}

/// <summary>What a key allows.</summary>
internal enum Role
{
    None,

    /// <summary>One agent's desktop: its own presence, offers, contacts and events.</summary>
    Agent,

    /// <summary>A system that enqueues contacts: contacts, every read, and events.</summary>
    Service,

    /// <summary>Everything.</summary>
    Supervisor,

    /// <summary>A wallboard: the board and statistics, and nothing about a single caller.</summary>
    Viewer,

    /// <summary>A telephone switch: it enqueues, follows events, and answers, hangs up and reports for agents.</summary>
    Switch,
}

/// <summary>The roles as settings, claims and policies name them.</summary>
internal static class RoleNames
{
    public const string Agent = "agent", Service = "service", Supervisor = "supervisor", Viewer = "viewer", Switch = "switch";

    /// <summary>Every role.</summary>
    public static readonly string[] All = [Agent, Service, Supervisor, Viewer, Switch];

    public static bool TryParse(string text, out Role role)
    {
        role = text switch
        {
            Agent => Role.Agent,
            Service => Role.Service,
            Supervisor => Role.Supervisor,
            Viewer => Role.Viewer,
            Switch => Role.Switch,
            _ => Role.None,
        };
        return role != Role.None;
    }

    /// <exception cref="ArgumentOutOfRangeException">The role is <see cref="Role.None"/>, which has no name.</exception>
    public static string Of(Role role) => role switch
    {
        Role.Agent => Agent,
        Role.Service => Service,
        Role.Supervisor => Supervisor,
        Role.Viewer => Viewer,
        Role.Switch => Switch,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "This role has no name."),
    };
}

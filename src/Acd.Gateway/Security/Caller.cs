using Acd.Core;

namespace Acd.Gateway;

/// <summary>Who sent a request.</summary>
/// <param name="Role">What it is; <see cref="Role.None"/> where it did not prove to be anybody.</param>
/// <param name="Agent">The agent that it speaks for, where it is an agent.</param>
/// <param name="Name">A name that tells its key from others without telling the key; none without a known key.</param>
internal sealed record Caller(Role Role, AgentId? Agent = null, string? Name = null)
{
    /// <summary>Whoever is on this machine, where no keys are configured.</summary>
    public static readonly Caller LocalUser = new(Role.Supervisor);

    /// <summary>A caller that brought no key.</summary>
    public static readonly Caller Anonymous = new(Role.None);

    /// <summary>A caller whose key is not one of ours.</summary>
    public static readonly Caller UnknownKey = new(Role.None);
}

internal static class CallerExtensions
{
    /// <summary>Who sent this request.</summary>
    public static Caller GetCaller(this HttpContext http) =>
        http.Features.Get<Caller>()
        ?? throw new InvalidOperationException("Who calls is found out before anything is answered.");
}

/// <summary>What a caller is, and so what it may do.</summary>
[Flags]
internal enum Role
{
    None = 0,

    /// <summary>One agent's desktop: its own presence, offers, contacts and events.</summary>
    Agent = 1,

    /// <summary>A system that brings contacts in: contacts, everything that is read, and events.</summary>
    Service = 2,

    /// <summary>Everything.</summary>
    Supervisor = 4,
}

internal static class RoleNames
{
    public static bool TryParse(string text, out Role role)
    {
        role = text switch
        {
            "agent" => Role.Agent,
            "service" => Role.Service,
            "supervisor" => Role.Supervisor,
            _ => Role.None,
        };
        return role != Role.None;
    }
}

namespace Acd.Gateway;

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

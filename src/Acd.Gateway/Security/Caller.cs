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

using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The refusals that come from the host and not from the engine. After each of them the same request may be sent again.
/// </summary>
public static class HostRefusals
{
    /// <summary>More requests wait than are let wait.</summary>
    public static readonly Refusal Busy =
        new(RefusalKind.Busy, "center.busy", "Too many requests wait; send this one again in a moment.");

    /// <summary>The store does not answer, or did not answer in time; what was asked may have been done or not.</summary>
    public static readonly Refusal Unavailable =
        new(RefusalKind.Unavailable, "center.unavailable", "The store does not answer; send this request again in a moment.");

    /// <summary>Another process serves.</summary>
    public static readonly Refusal Standby =
        new(RefusalKind.Unavailable, "center.standby", "This is a standby; send this request to the active gateway.");
}

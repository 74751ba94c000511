using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The refusals that come from the host and not from the engine. The same request may be sent again after each of them.
/// </summary>
public static class HostRefusals
{
    /// <summary>The request queue is full.</summary>
    public static readonly Refusal Busy =
        new(RefusalKind.Busy, "center.busy", "Too many requests wait; send this one again in a moment.");

    /// <summary>The store does not answer in time. Whether the request was carried out is unknown.</summary>
    public static readonly Refusal Unavailable =
        new(RefusalKind.Unavailable, "center.unavailable", "The store does not answer; send this request again in a moment.");

    /// <summary>This process is a standby.</summary>
    public static readonly Refusal Standby =
        new(RefusalKind.Unavailable, "center.standby", "This is a standby; send this request to the active gateway.");
}

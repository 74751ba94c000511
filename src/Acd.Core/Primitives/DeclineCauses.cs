namespace Acd.Core;

/// <summary>The causes of declined offers that have a meaning. Any other cause is a text of the application.</summary>
public static class DeclineCauses
{
    /// <summary>The agent's device is busy.</summary>
    public const string Busy = "busy";

    /// <summary>The agent's device cannot be reached. The agent is set aside at once.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The agent, or its device, rejected the offer.</summary>
    public const string Rejected = "rejected";

    /// <summary>The connection to the device failed.</summary>
    public const string Failed = "failed";
}

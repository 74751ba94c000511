namespace Acd.Client;

/// <summary>Causes of a declined offer that the center knows. Another text of 1 to 64 characters may be one too.</summary>
public static class DeclineCause
{
    /// <summary>The agent's device is busy.</summary>
    public const string Busy = "busy";

    /// <summary>The agent's device cannot be reached. The agent becomes not ready at once.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The agent or its device rejected the contact.</summary>
    public const string Rejected = "rejected";

    /// <summary>The connection failed.</summary>
    public const string Failed = "failed";
}

namespace Acd.Sip;

/// <summary>What codes of SIP mean for the center, and what its reasons are in SIP.</summary>
internal static class SipCodes
{
    /// <summary>A telephone was told to stop, or rang to the end.</summary>
    public const int Stopped = 487;

    /// <summary>The cause with which an offer is declined.</summary>
    public static string CauseOf(int code) => code switch
    {
        486 or 600 => "busy",
        404 or 408 or 410 or 480 or 502 or 503 or 504 => "unreachable",
        603 or 607 or 403 => "rejected",
        >= 300 and < 400 => "rejected",
        Stopped => "noAnswer",
        _ => "failed",
    };

    /// <summary>The final answer to a caller whose contact has closed.</summary>
    public static (int Code, string Phrase) RejectionOf(string? reason) => reason switch
    {
        "rejected" => (486, "Busy Here"),
        "overflowed" => (600, "Busy Everywhere"),
        "expired" => (480, "Nobody is free"),
        _ => (480, "Temporarily Unavailable"),
    };
}

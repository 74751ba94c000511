namespace Acd.Sip;

/// <summary>The settings of the connector.</summary>
public sealed class SipOptions
{
    /// <summary>The switch's name, which its contacts have as the attribute <c>switch</c>: 1 to 64 characters.</summary>
    public string Switch { get; set; } = "kamailio";

    /// <summary>How often a waiting caller is told its position: 5 s to 1 h.</summary>
    public TimeSpan TellEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the calls here are compared with those of the switch: 5 s to 1 h.</summary>
    public TimeSpan CompareEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether each registration of a telephone is a heartbeat of its agent. The center's <c>heartbeatTimeout</c> must then be
    /// longer than the time between two registrations.
    /// </summary>
    public bool Heartbeats { get; set; }

    /// <summary>The calls that it handles at once: 1 to 1,000,000. Past it new calls are left to the switch.</summary>
    public int MaxCalls { get; set; } = 100_000;

    /// <summary>The clock.</summary>
    internal TimeProvider Clock { get; set; } = TimeProvider.System;
}

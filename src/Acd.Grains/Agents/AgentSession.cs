namespace Acd.Grains;

/// <summary>What an agent's grain keeps over a silo's death, as JSON in grain storage.</summary>
internal sealed class AgentSession
{
    /// <summary>How many presence reports are remembered.</summary>
    public const int MaxReports = 256;

    /// <summary>How many devices an agent may have.</summary>
    public const int MaxDevices = 16;

    /// <summary>The devices that are connected, by the order in which they came.</summary>
    public List<string> Devices { get; set; } = [];

    /// <summary>The presence reports that were seen, the oldest first.</summary>
    public List<string> Reports { get; set; } = [];

    /// <summary>Remembers a report, and forgets the oldest where there are too many.</summary>
    public void Remember(string report)
    {
        Reports.Add(report);
        if (Reports.Count > MaxReports) Reports.RemoveRange(0, Reports.Count - MaxReports);
    }
}

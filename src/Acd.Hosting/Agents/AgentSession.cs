using System.Text.Json.Serialization;

namespace Acd.Hosting;

/// <summary>
/// What is kept of an agent besides the engine's document: its devices, and the reports that were carried out.
/// </summary>
public sealed class AgentSession
{
    /// <summary>How many presence reports with an id are remembered.</summary>
    public const int MaxReports = 256;

    /// <summary>How many devices an agent may have.</summary>
    public const int MaxDevices = 16;

    /// <summary>How many sources of presence reports are remembered; past it the one that was silent longest is not.</summary>
    public const int MaxSources = 16;

    /// <summary>The silence after which a device is forgotten.</summary>
    public static readonly TimeSpan DeviceTimeout = TimeSpan.FromSeconds(90);

    /// <summary>The connected devices, the first one first.</summary>
    public List<string> Devices { get; set; } = [];

    /// <summary>The ids of presence reports that were carried out, the oldest first.</summary>
    public List<string> Reports { get; set; } = [];

    /// <summary>The sources of numbered presence reports, the one that was silent longest first.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<ReportSource>? Sources { get; set; }

    /// <summary>
    /// The sequence of the agent's own document, where the session's owner tells agents of one name apart by it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AgentSequence { get; set; }

    /// <summary>Whether there is nothing to keep.</summary>
    [JsonIgnore]
    public bool IsEmpty => Devices.Count == 0 && Reports.Count == 0 && Sources is null or [];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Devices.Clear();
        Reports.Clear();
        Sources = null;
    }

    /// <summary>Remembers a report, and forgets the oldest where there are too many.</summary>
    public void Remember(string report)
    {
        Reports.Add(report);
        if (Reports.Count > MaxReports) Reports.RemoveRange(0, Reports.Count - MaxReports);
    }

    /// <summary>The number of a source's latest report that was carried out; null where there is none.</summary>
    public long? LatestOf(string source) => Sources?.Find(known => known.Source == source)?.Latest;

    /// <summary>Remembers a source's latest report.</summary>
    public void Remember(string source, long sequence)
    {
        var sources = Sources ??= [];
        sources.RemoveAll(known => known.Source == source);
        sources.Add(new ReportSource(source, sequence));
        if (sources.Count > MaxSources) sources.RemoveAt(0);
    }
}

/// <summary>A source of presence reports.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Latest">The number of its latest report that was carried out.</param>
public sealed record ReportSource(string Source, long Latest);

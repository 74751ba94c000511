namespace Acd.Connections;

/// <summary>The settings of <c>queue_log</c>, under <c>Acd:Connections:QueueLog</c>.</summary>
public sealed class QueueLogOptions
{
    /// <summary>The file, such as <c>/var/log/asterisk/queue_log</c>. Without it nothing is written.</summary>
    public string? Path { get; set; }

    /// <summary>Whether a queue is named <c>queue/gate</c> where a contact came by a gate of another name.</summary>
    public bool GateInQueueName { get; set; }

    /// <summary>The size in megabytes after which the file is renamed and a new one begun: 0 for never, to 100,000.</summary>
    public int RotateMegabytes { get; set; } = 100;

    /// <summary>How many former files are kept, <c>queue_log.1</c> the latest: 1 to 1,000.</summary>
    public int KeepFiles { get; set; } = 14;

    /// <summary>What is wrong with these options, a sentence each; empty where all is well.</summary>
    public IEnumerable<string> GetValidationErrors()
    {
        if (Path is null) yield break;
        if (string.IsNullOrWhiteSpace(Path) || System.IO.Path.GetFileName(Path).Length == 0)
            yield return "Connections:QueueLog:Path must name a file.";
        else if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { } folder && !Directory.Exists(folder))
            yield return $"Connections:QueueLog:Path is \"{Path}\", and there is no folder {folder}.";
        if (RotateMegabytes is < 0 or > 100_000)
            yield return $"Connections:QueueLog:RotateMegabytes is {RotateMegabytes}; it must be 0 to 100000.";
        if (KeepFiles is < 1 or > 1_000)
            yield return $"Connections:QueueLog:KeepFiles is {KeepFiles}; it must be 1 to 1000.";
    }
}

using static Acd.Core.Tests.TranscriptFormat;

namespace Acd.Core.Tests;

/// <summary>Parses the settings of the whole center.</summary>
public static partial class CommandParser
{
    private static GeneralSettings Options(Queue<string> words)
    {
        var options = new GeneralSettings();
        while (words.TryDequeue(out var word))
        {
            options = word switch
            {
                "name" => options with { Name = words.Dequeue() },
                "heartbeatTimeout" => options with { HeartbeatTimeout = Duration(words.Dequeue()) },
                "closedContactTtl" => options with { ClosedContactTtl = Duration(words.Dequeue()) },
                "closedContactsKept" => options with { ClosedContactsKept = Integer(words.Dequeue()) },
                "requestTtl" => options with { RequestTtl = Duration(words.Dequeue()) },
                "graceAfterOutage" => options with { GraceAfterOutage = Duration(words.Dequeue()) },
                "region" => options with { Region = words.Dequeue() },
                "reason" => options with { NotReadyReasons = [.. options.NotReadyReasons, Reason(words.Dequeue(), words)] },
                _ => throw new FormatException($"The center has no '{word}'."),
            };
        }

        return options;
    }

    private static NotReadyReason Reason(string reason, Queue<string> words) =>
        new(reason, TryConsume(words, "called") ? words.Dequeue() : null);
}

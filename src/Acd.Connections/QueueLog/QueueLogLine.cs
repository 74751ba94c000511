using System.Globalization;
using System.Text;

namespace Acd.Connections;

/// <summary>A line of Asterisk's <c>queue_log</c>.</summary>
/// <param name="Epoch">The time, in seconds since 1970.</param>
/// <param name="CallId">The call, or <c>NONE</c>.</param>
/// <param name="Queue">The queue, with its gate where that is wanted, or <c>NONE</c>.</param>
/// <param name="Agent">The agent, or <c>NONE</c>.</param>
/// <param name="Event">The event.</param>
/// <param name="Data">What the event has besides, up to five values.</param>
internal readonly record struct QueueLogLine(
    long Epoch, string CallId, string Queue, string Agent, string Event, params IReadOnlyList<string> Data)
{
    /// <summary>What stands where there is no call, queue or agent.</summary>
    public const string None = "NONE";

    /// <summary>Appends the line as Asterisk writes it: five fields, a bar after each, and what the event has.</summary>
    public void AppendTo(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Epoch}|{CallId}|{Queue}|{Agent}|{Event}|");
        for (var i = 0; i < Data.Count; i++)
        {
            if (i > 0) text.Append('|');
            text.Append(Clean(Data[i]));
        }

        text.Append('\n');
    }

    /// <summary>A value without what ends a field or a line.</summary>
    private static string Clean(string value) =>
        value.AsSpan().IndexOfAny('|', '\n', '\r') < 0
            ? value
            : value.Replace('|', '_').Replace('\n', ' ').Replace('\r', ' ');
}

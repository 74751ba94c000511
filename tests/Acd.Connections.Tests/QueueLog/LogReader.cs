using System.Globalization;

namespace Acd.Connections.Tests;

/// <summary>Figures from the text of a queue_log, as programs that know nothing else compute them.</summary>
internal sealed class LogReader
{
    private LogReader(IEnumerable<string[]> rows) => Rows = [.. rows];

    /// <summary>The fields of the lines.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    public static LogReader Of(string text) =>
        new(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')));

    /// <summary>The lines of an event in a queue, those of callbacks apart.</summary>
    public IEnumerable<string[]> Of(string queue, params string[] events) => Rows.Where(row =>
        row[2] == queue && events.Contains(row[4]) && !IsCallback(row));

    /// <summary>The lines of an event about callbacks in a queue.</summary>
    public IEnumerable<string[]> OfCallbacks(string queue, params string[] events) =>
        Rows.Where(row => row[2] == queue && events.Contains(row[4]) && IsCallback(row));

    /// <summary>A field as a number.</summary>
    public static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    private static bool IsCallback(string[] row) => row[1].EndsWith("-callback", StringComparison.Ordinal);
}

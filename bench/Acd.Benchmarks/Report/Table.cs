using System.Globalization;

namespace Acd.Benchmarks;

/// <summary>A Markdown table, written when it is complete.</summary>
internal sealed class Table(string title, params string[] columns)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException($"The table has {columns.Length} columns, not {cells.Length}.", nameof(cells));
        _rows.Add(cells);
        Console.Error.WriteLine($"{title}: {string.Join(" | ", cells)}");
    }

    public void Write()
    {
        Console.WriteLine($"### {title}\n");
        Console.WriteLine($"| {string.Join(" | ", columns)} |");
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---:|", columns.Length))}");
        foreach (var row in _rows)
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with three significant digits.</summary>
    public static string Short(double value) => value switch
    {
        // Less than a hundredth is overhead of the harness.
        < 0.01 => "0",
        >= 100 => Whole(value),
        >= 10 => value.ToString("F1", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("F2", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    public static string Ratio(double value, double basis) => Short(value / basis) + " ×";
}

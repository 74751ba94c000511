using System.Runtime.InteropServices;
using System.Text.Json;

namespace Acd.Core;

/// <summary>Figures by slot, in order. Empty slots have no row.</summary>
/// <param name="width">The number of figures in a row.</param>
internal sealed class FigureSeries(int width)
{
    private readonly List<(long Slot, FigureTotals Totals)> _rows = [];
    private long _lastSlot = long.MinValue;
    private FigureTotals? _last;

    public void Add(long slot, Figure figure, long amount)
    {
        if (slot != _lastSlot) (_lastSlot, _last) = (slot, At(slot));
        _last!.Add(figure, amount);
    }

    /// <summary>Whether it has no figures.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>The row of a slot, created if needed.</summary>
    public FigureTotals At(long slot)
    {
        var at = IndexOf(slot);
        if (at == _rows.Count || _rows[at].Slot != slot) _rows.Insert(at, (slot, new FigureTotals(width)));
        return _rows[at].Totals;
    }

    /// <summary>The sum of a range of slots. The end is exclusive.</summary>
    public FigureTotals Sum(long from, long to)
    {
        var sum = new FigureTotals(width);
        for (var at = IndexOf(from); at < _rows.Count && _rows[at].Slot < to; at++) sum.Add(_rows[at].Totals);
        return sum;
    }

    /// <summary>The rows of a range of slots. The end is exclusive.</summary>
    public ReadOnlySpan<(long Slot, FigureTotals Totals)> Rows(long from, long to) =>
        CollectionsMarshal.AsSpan(_rows)[IndexOf(from)..IndexOf(to)];

    /// <summary>Drops the rows before a slot.</summary>
    public void DropBefore(long slot)
    {
        _rows.RemoveRange(0, IndexOf(slot));
        (_lastSlot, _last) = (long.MinValue, null);
    }

    /// <summary>The index of the first row at or after a slot. Searched from the end, where it mostly is.</summary>
    private int IndexOf(long slot)
    {
        var at = _rows.Count;
        while (at > 0 && _rows[at - 1].Slot >= slot) at--;
        return at;
    }
}

/// <summary>A total for each figure.</summary>
/// <param name="width">The number of figures, from the first on.</param>
internal sealed class FigureTotals(int width)
{
    /// <summary>The number of an agent's figures.</summary>
    public const int AgentWidth = (int)Figure.NotReadyTime + 1;

    /// <summary>The number of all figures.</summary>
    public const int FullWidth = (int)Figure.RejectedUnstaffed + 1;

    /// <summary>The figures' names, in the order in which <see cref="Write"/> writes their numbers.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Enum.GetNames<Figure>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private readonly long[] _numbers = new long[width];

    public long this[Figure figure] => _numbers[(int)figure];

    public TimeSpan Time(Figure figure) => new(_numbers[(int)figure] * TimeSpan.TicksPerMillisecond);

    public void Add(Figure figure, long amount) => _numbers[(int)figure] += amount;

    public void Add(FigureTotals other)
    {
        for (var index = 0; index < other._numbers.Length; index++) _numbers[index] += other._numbers[index];
    }

    /// <summary>Writes the numbers up to the last one that is not 0. The names are written once for all statistics.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var used = _numbers.Length;
        while (used > 0 && _numbers[used - 1] == 0) used--;
        json.WriteStartArray();
        for (var index = 0; index < used; index++) json.WriteNumberValue(_numbers[index]);
        json.WriteEndArray();
    }

    /// <summary>Reads the numbers that <see cref="Write"/> wrote.</summary>
    /// <param name="json">The numbers.</param>
    /// <param name="names">The figures' names, in the order of the numbers.</param>
    public void Read(JsonElement json, IReadOnlyList<string> names)
    {
        var index = 0;
        foreach (var number in json.EnumerateArray()) Set(names[index++], number.GetInt64());
    }

    private void Set(string name, long number)
    {
        if (!Places.TryGetValue(name, out var place) || place >= width)
            throw new InvalidOperationException($"No statistics have the figure {name}.");
        _numbers[place] = number;
    }

    private static readonly Dictionary<string, int> Places = Names.Index().ToDictionary(name => name.Item, name => name.Index);
}

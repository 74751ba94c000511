using System.Runtime.InteropServices;

namespace Acd.Core;

/// <summary>Figures by slot, in order; a slot in which nothing was counted has no row.</summary>
/// <param name="width">How many figures a row has.</param>
internal sealed class FigureSeries(int width)
{
    private readonly List<(long Slot, FigureTotals Tally)> _rows = [];
    private long _lastSlot = long.MinValue;
    private FigureTotals? _last;

    public void Add(long slot, Figure figure, long amount)
    {
        if (slot != _lastSlot) (_lastSlot, _last) = (slot, At(slot));
        _last!.Add(figure, amount);
    }

    /// <summary>The row of a slot, made where there is none.</summary>
    public FigureTotals At(long slot)
    {
        var at = IndexOf(slot);
        if (at == _rows.Count || _rows[at].Slot != slot) _rows.Insert(at, (slot, new FigureTotals(width)));
        return _rows[at].Tally;
    }

    /// <summary>The sum of the slots from one up to, but without, another.</summary>
    public FigureTotals Sum(long from, long to)
    {
        var sum = new FigureTotals(width);
        for (var at = IndexOf(from); at < _rows.Count && _rows[at].Slot < to; at++) sum.Add(_rows[at].Tally);
        return sum;
    }

    /// <summary>The rows of the slots from one up to, but without, another.</summary>
    public ReadOnlySpan<(long Slot, FigureTotals Tally)> Rows(long from, long to) =>
        CollectionsMarshal.AsSpan(_rows)[IndexOf(from)..IndexOf(to)];

    /// <summary>Forgets everything before a slot.</summary>
    public void DropBefore(long slot)
    {
        _rows.RemoveRange(0, IndexOf(slot));
        (_lastSlot, _last) = (long.MinValue, null);
    }

    /// <summary>The place of the first row that is not before a slot; most often near the end.</summary>
    private int IndexOf(long slot)
    {
        var at = _rows.Count;
        while (at > 0 && _rows[at - 1].Slot >= slot) at--;
        return at;
    }
}

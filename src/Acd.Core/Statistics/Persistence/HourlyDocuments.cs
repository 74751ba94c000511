using System.Text.Json;

namespace Acd.Core;

/// <summary>The documents of a board, one for each hour in which something was counted.</summary>
/// <param name="name">The board's name.</param>
/// <param name="outcomes">Its figures by outcome.</param>
/// <param name="arrivals">Its figures by arrival, if it has them.</param>
/// <param name="agenda">Where it is written down that they have changed.</param>
/// <param name="more">Writes what else stands in each document, if anything does.</param>
internal sealed class HourlyDocuments(
    string name, FigureSeries outcomes, FigureSeries? arrivals, DirtySet agenda, Action<Utf8JsonWriter>? more = null)
{
    private readonly SortedSet<long> _stored = [];
    private readonly List<long> _changed = [];
    private readonly List<long> _dropped = [];
    private long _last = long.MinValue;

    /// <summary>Something was counted in a slot.</summary>
    public void Changed(long slot)
    {
        var hour = TimeSlots.HourOf(slot);
        if (hour == _last) return;
        _last = hour;
        if (_changed.Contains(hour)) return;
        MarkDirty();
        _changed.Add(hour);
    }

    /// <summary>Hours that are wholly before a slot are gone.</summary>
    public void DropBefore(long slot)
    {
        var hour = TimeSlots.HourOf(slot);
        while (_stored.Count > 0 && _stored.Min < hour)
        {
            MarkDirty();
            _dropped.Add(_stored.Min);
            _stored.Remove(_stored.Min);
        }
    }

    /// <summary>Writes the hours that have changed.</summary>
    /// <param name="to">What they are written to.</param>
    /// <param name="kept">The first slot of which rows are kept.</param>
    public void WriteChanges(NamedDocumentWriter to, long kept)
    {
        foreach (var hour in _dropped) to.Remove($"{name}/{hour}");
        foreach (var hour in _changed)
        {
            // An hour that was dropped since, before the store ever had it, has nothing left to write.
            if ((hour + 1) * TimeSlots.PerHour <= kept) continue;
            to.Write($"{name}/{hour}", (this, hour), static (json, what) => what.Item1.Write(json, what.hour));
            _stored.Add(hour);
        }

        _dropped.Clear();
        _changed.Clear();
        _last = long.MinValue;
    }

    /// <summary>Reads an hour's document.</summary>
    /// <param name="hour">The hour.</param>
    /// <param name="json">The document.</param>
    /// <param name="names">The figures' names, in the order of their numbers.</param>
    public void Read(long hour, JsonElement json, IReadOnlyList<string> names)
    {
        _stored.Add(hour);
        Read(json, "outcomes", outcomes, hour, names);
        if (arrivals is not null) Read(json, "arrivals", arrivals, hour, names);
    }

    private void MarkDirty()
    {
        if (_changed.Count + _dropped.Count == 0) agenda.MarkDirty(this);
    }

    private void Write(Utf8JsonWriter json, long hour)
    {
        Write(json, "outcomes", outcomes, hour);
        if (arrivals is not null) Write(json, "arrivals", arrivals, hour);
        more?.Invoke(json);
    }

    private static void Write(Utf8JsonWriter json, string member, FigureSeries series, long hour)
    {
        json.WriteStartArray(member);
        foreach (var (slot, tally) in series.Rows(hour * TimeSlots.PerHour, (hour + 1) * TimeSlots.PerHour))
        {
            json.WriteNumberValue(slot);
            tally.Write(json);
        }

        json.WriteEndArray();
    }

    private static void Read(JsonElement json, string member, FigureSeries series, long hour, IReadOnlyList<string> names)
    {
        var slot = hour * TimeSlots.PerHour;
        foreach (var part in json.GetProperty(member).EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Number) slot = part.GetInt64();
            else series.At(slot).Read(part, names);
        }
    }
}

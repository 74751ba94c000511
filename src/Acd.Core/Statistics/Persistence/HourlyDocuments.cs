using System.Text.Json;

namespace Acd.Core;

/// <summary>The documents of one subject's statistics, one for each hour with figures.</summary>
/// <param name="name">The name without the hour.</param>
/// <param name="outcomes">The figures by outcome.</param>
/// <param name="arrivals">The figures by arrival, if any.</param>
/// <param name="dirty">Collects changed documents.</param>
/// <param name="more">Writes additional members to each document, if any.</param>
/// <param name="reasons">The not ready time by reason, for an agent.</param>
internal sealed class HourlyDocuments(
    string name, FigureSeries outcomes, FigureSeries? arrivals, DirtySet dirty, Action<Utf8JsonWriter>? more = null,
    ReasonTimes? reasons = null)
{
    private readonly SortedSet<long> _stored = [];
    private readonly List<long> _changed = [];
    private readonly List<long> _dropped = [];
    private long _last = long.MinValue;

    /// <summary>Marks a slot's document as changed.</summary>
    public void Changed(long slot)
    {
        var hour = TimeSlots.HourOf(slot);
        if (hour == _last) return;
        _last = hour;
        if (_changed.Contains(hour)) return;
        MarkDirty();
        _changed.Add(hour);
    }

    /// <summary>Drops the hours before a slot.</summary>
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

    /// <summary>Writes the changed hours.</summary>
    /// <param name="to">The writer.</param>
    /// <param name="kept">The first slot with stored rows.</param>
    public void WriteChanges(NamedDocumentWriter to, long kept)
    {
        foreach (var hour in _dropped) to.Remove($"{name}/{hour}");
        foreach (var hour in _changed)
        {
            // A dropped hour that was never stored needs no deletion.
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
    /// <param name="names">The figures' names, in the order of the numbers.</param>
    public void Read(long hour, JsonElement json, IReadOnlyList<string> names)
    {
        _stored.Add(hour);
        Read(json, "outcomes", outcomes, hour, names);
        if (arrivals is not null) Read(json, "arrivals", arrivals, hour, names);
        if (json.TryGetProperty("notReady", out var times)) reasons?.Read(times);
    }

    private void MarkDirty()
    {
        if (_changed.Count + _dropped.Count == 0) dirty.MarkDirty(this);
    }

    private void Write(Utf8JsonWriter json, long hour)
    {
        Write(json, "outcomes", outcomes, hour);
        if (arrivals is not null) Write(json, "arrivals", arrivals, hour);
        if (reasons is not null)
        {
            json.WriteStartArray("notReady");
            reasons.Write(json, hour * TimeSlots.PerHour, (hour + 1) * TimeSlots.PerHour);
            json.WriteEndArray();
        }

        more?.Invoke(json);
    }

    private static void Write(Utf8JsonWriter json, string member, FigureSeries series, long hour)
    {
        json.WriteStartArray(member);
        foreach (var (slot, totals) in series.Rows(hour * TimeSlots.PerHour, (hour + 1) * TimeSlots.PerHour))
        {
            json.WriteNumberValue(slot);
            totals.Write(json);
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

using System.Text.Json;

namespace Acd.Core;

/// <summary>An agent's not ready time in milliseconds, by slot and reason. No reason is the empty one.</summary>
internal sealed class ReasonTimes
{
    private const string Others = "others";

    private readonly SortedDictionary<long, SortedDictionary<string, long>> _slots = [];

    public void Add(long slot, string? reason, long time)
    {
        if (!_slots.TryGetValue(slot, out var times)) _slots.Add(slot, times = new(StringComparer.Ordinal));
        var key = reason ?? "";
        if (times.Count >= Limits.ReasonsPerSlot && !times.ContainsKey(key)) key = Others;
        times[key] = times.GetValueOrDefault(key) + time;
    }

    /// <summary>The times of a range of slots by reason. The end is exclusive.</summary>
    public SortedDictionary<string, long> Sum(long from, long to)
    {
        var sum = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (slot, times) in _slots)
        {
            if (slot < from || slot >= to) continue;
            foreach (var (reason, time) in times) sum[reason] = sum.GetValueOrDefault(reason) + time;
        }

        return sum;
    }

    public void DropBefore(long slot)
    {
        while (_slots.Count > 0 && _slots.First().Key is var first && first < slot) _slots.Remove(first);
    }

    /// <summary>Writes a range of slots as an array of each slot and its times. The end is exclusive.</summary>
    public void Write(Utf8JsonWriter json, long from, long to)
    {
        foreach (var (slot, times) in _slots)
        {
            if (slot < from || slot >= to) continue;
            json.WriteNumberValue(slot);
            json.WriteStartObject();
            foreach (var (reason, time) in times) json.WriteNumber(reason, time);
            json.WriteEndObject();
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(JsonElement json)
    {
        var slot = 0L;
        foreach (var part in json.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.Number) slot = part.GetInt64();
            else foreach (var time in part.EnumerateObject()) Add(slot, time.Name, time.Value.GetInt64());
        }
    }
}

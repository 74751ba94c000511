using System.Text.Json;

namespace Acd.Core;

/// <summary>One number for each figure.</summary>
/// <param name="width">How many figures there are, from the first on.</param>
internal sealed class FigureTotals(int width)
{
    /// <summary>How many figures an agent has.</summary>
    public const int AgentWidth = (int)Figure.NotReadyTime + 1;

    /// <summary>How many figures there are.</summary>
    public const int FullWidth = (int)Figure.EstimateError + 1;

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

    /// <summary>Writes the numbers, as far as they are not zero. Their names are told once for all boards.</summary>
    public void Write(Utf8JsonWriter json)
    {
        var used = _numbers.Length;
        while (used > 0 && _numbers[used - 1] == 0) used--;
        json.WriteStartArray();
        for (var index = 0; index < used; index++) json.WriteNumberValue(_numbers[index]);
        json.WriteEndArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote, or an object of names and numbers.</summary>
    /// <param name="json">What was written.</param>
    /// <param name="names">The figures' names, in the order in which it was written.</param>
    public void Read(JsonElement json, IReadOnlyList<string> names)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in json.EnumerateObject()) Set(member.Name, member.Value.GetInt64());
            return;
        }

        var index = 0;
        foreach (var number in json.EnumerateArray()) Set(names[index++], number.GetInt64());
    }

    private void Set(string name, long number)
    {
        if (!Places.TryGetValue(name, out var place) || place >= width)
            throw new InvalidOperationException($"No board has a figure {name}.");
        _numbers[place] = number;
    }

    private static readonly Dictionary<string, int> Places = Names.Index().ToDictionary(name => name.Item, name => name.Index);
}

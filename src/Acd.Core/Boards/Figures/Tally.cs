using System.Text.Json;

namespace Acd.Core;

/// <summary>One number for each figure.</summary>
/// <param name="width">How many figures there are, from the first on.</param>
internal sealed class Tally(int width)
{
    /// <summary>How many figures an agent has.</summary>
    public const int AgentWidth = (int)Figure.NotReadyTime + 1;

    /// <summary>How many figures there are.</summary>
    public const int FullWidth = (int)Figure.EstimateError + 1;

    private static readonly JsonEncodedText[] Names =
        [.. Enum.GetNames<Figure>().Select(name => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)))];

    private readonly long[] _numbers = new long[width];

    public long this[Figure figure] => _numbers[(int)figure];

    public TimeSpan Time(Figure figure) => new(_numbers[(int)figure] * TimeSpan.TicksPerMillisecond);

    public void Add(Figure figure, long amount) => _numbers[(int)figure] += amount;

    public void Add(Tally other)
    {
        for (var index = 0; index < other._numbers.Length; index++) _numbers[index] += other._numbers[index];
    }

    /// <summary>Writes the figures that are not zero as an object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        for (var index = 0; index < _numbers.Length; index++)
            if (_numbers[index] != 0) json.WriteNumber(Names[index], _numbers[index]);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public void Read(JsonElement json)
    {
        foreach (var member in json.EnumerateObject())
        {
            var index = Array.FindIndex(Names, name => name.Value == member.Name);
            if (index < 0 || index >= width) throw new InvalidOperationException($"No board has a figure {member.Name}.");
            _numbers[index] = member.Value.GetInt64();
        }
    }
}

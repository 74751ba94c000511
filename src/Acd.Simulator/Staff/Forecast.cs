using System.Globalization;

namespace Acd.Simulator;

/// <summary>The forecast of one type of calls for one half hour.</summary>
/// <param name="HalfHour">The half hour of the day, 0 to 47.</param>
/// <param name="Type">The type of the calls, which is the skill that an agent requires.</param>
/// <param name="Calls">The mean number of calls.</param>
/// <param name="HandleTime">The average handle time (AHT), in seconds.</param>
public sealed record ForecastRow(int HalfHour, string Type, double Calls, double HandleTime);

/// <summary>The forecast of a day.</summary>
/// <param name="Rows">The rows, by half hour.</param>
public sealed record Forecast(IReadOnlyList<ForecastRow> Rows)
{
    /// <summary>The types of calls, by their first row.</summary>
    public IReadOnlyList<string> Types { get; } = [.. Rows.Select(row => row.Type).Distinct()];

    /// <summary>The half hours with calls, in order.</summary>
    public IReadOnlyList<int> HalfHours { get; } =
        [.. Rows.Where(row => row.Calls > 0).Select(row => row.HalfHour).Distinct().Order()];

    /// <summary>The number of calls of a half hour.</summary>
    public double CallsIn(int halfHour) => RowsIn(halfHour).Sum(row => row.Calls);

    /// <summary>The work of a half hour, in erlangs: the number of agents that it would keep busy.</summary>
    public double ErlangsIn(int halfHour) =>
        RowsIn(halfHour).Sum(row => row.Calls * row.HandleTime) / DayProfile.SecondsPerHalfHour;

    /// <summary>The rows of a half hour.</summary>
    public IEnumerable<ForecastRow> RowsIn(int halfHour) => Rows.Where(row => row.HalfHour == halfHour && row.Calls > 0);

    /// <summary>
    /// A half hour as one queue in which every agent serves every type, with the mean of the handle times.
    /// </summary>
    public QueueModel PooledModel(int halfHour, int agents, double? patience)
    {
        var calls = CallsIn(halfHour);
        var meanHandleTime = ErlangsIn(halfHour) / calls * DayProfile.SecondsPerHalfHour;
        return new QueueModel(agents, calls / DayProfile.SecondsPerHalfHour, meanHandleTime, patience);
    }
}

/// <summary>
/// Reads a forecast from comma-separated values with the heading <c>from,calls,aht_s</c> and, for several types, <c>type</c>.
/// </summary>
public static class ForecastFile
{
    private const string OnlyType = "calls";
    private const double MostCalls = 1_000_000;
    private const double LongestHandleTime = 86_400;

    /// <summary>Reads a file.</summary>
    /// <exception cref="UsageException">The file cannot be read or a line is invalid; the message names the line.</exception>
    public static Forecast Read(string path)
    {
        try
        {
            return Parse(File.ReadAllLines(path), path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {wrong.Message}");
        }
    }

    /// <summary>Reads lines.</summary>
    /// <param name="lines">The heading and one line for each half hour and type.</param>
    /// <param name="name">The file's name for error messages.</param>
    public static Forecast Parse(IReadOnlyList<string> lines, string name)
    {
        string[] heading = lines.Count == 0 ? [] : lines[0].Split(',');
        var (from, calls, time) = (Column("from"), Column("calls"), Column("aht_s"));
        var type = Array.IndexOf(heading, "type");
        var rows = new List<ForecastRow>();
        foreach (var (index, line) in lines.Index().Skip(1).Where(line => line.Item.Length > 0))
        {
            var fields = line.Split(',');
            if (fields.Length != heading.Length)
                throw new UsageException($"{name}, line {index + 1}: there are {heading.Length} fields in the heading.");
            var row = new ForecastRow(
                HalfHourOf(fields[from], index), type < 0 ? OnlyType : fields[type],
                NumberOf(fields[calls], MostCalls, index), NumberOf(fields[time], LongestHandleTime, index));
            if (row is { Calls: > 0, HandleTime: 0 })
                throw new UsageException($"{name}, line {index + 1}: calls need a handle time above 0.");
            if (rows.Any(other => other.HalfHour == row.HalfHour && other.Type == row.Type))
                throw new UsageException($"{name}, line {index + 1}: this half hour has a line already.");
            rows.Add(row);
        }

        if (rows.All(row => row.Calls == 0))
            throw new UsageException($"{name}: the forecast has no calls.");
        return new Forecast([.. rows.OrderBy(row => row.HalfHour)]);

        int Column(string column) => Array.IndexOf(heading, column) is var place and >= 0
            ? place
            : throw new UsageException($"{name}: there is no column {column}.");

        int HalfHourOf(string text, int index) =>
            TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            && time.Minute % 30 == 0
                ? (time.Hour * 2) + (time.Minute / 30)
                : throw new UsageException($"{name}, line {index + 1}: {text} is no half hour such as 09:30.");

        double NumberOf(string text, double most, int index) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= most
                ? number
                : throw new UsageException(string.Create(
                    CultureInfo.InvariantCulture, $"{name}, line {index + 1}: {text} is no number of 0 to {most:N0}."));
    }
}

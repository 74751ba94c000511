namespace Acd.Simulator;

/// <summary>A day by half hours; several days are added up.</summary>
public sealed record DayProfile
{
    /// <summary>How many half hours a day has.</summary>
    public const int HalfHoursPerDay = 48;

    /// <summary>How many seconds each has.</summary>
    public const int SecondsPerHalfHour = 1800;

    /// <summary>How many days these are.</summary>
    public required int Days { get; init; }

    /// <summary>Calls that came, by half hour.</summary>
    public required IReadOnlyList<double> Arrived { get; init; }

    /// <summary>The number of waiting calls, averaged over each half hour and added over the days.</summary>
    public required IReadOnlyList<double> Queue { get; init; }

    /// <summary>Seconds that agents talked.</summary>
    public required IReadOnlyList<double> Talk { get; init; }

    /// <summary>Seconds between agents' logins and logouts, absences included.</summary>
    public required IReadOnlyList<double> AtWork { get; init; }

    /// <summary>How much of the time at work was talk, in a half hour; 0 where nobody was at work.</summary>
    public double OccupancyAt(int halfHour) => AtWork[halfHour] == 0 ? 0 : Math.Min(1, Talk[halfHour] / AtWork[halfHour]);

    /// <summary>How much of the time at work was talk, over all.</summary>
    public double Occupancy => AtWork.Sum() is var work and > 0 ? Talk.Sum() / work : 0;

    /// <summary>The course of a day.</summary>
    /// <param name="calls">What became of its calls.</param>
    /// <param name="shifts">Who was at work.</param>
    public static DayProfile Of(IReadOnlyCollection<CallOutcome> calls, IReadOnlyCollection<Shift> shifts)
    {
        var (arrived, talk, work) = (new double[HalfHoursPerDay], new double[HalfHoursPerDay], new double[HalfHoursPerDay]);
        foreach (var call in calls)
        {
            arrived[Math.Clamp(call.At / SecondsPerHalfHour, 0, HalfHoursPerDay - 1)]++;
            if (call.Answered)
                Spread(talk, call.At + call.Wait, call.At + call.Wait + call.Talk);
        }

        foreach (var shift in shifts)
            Spread(work, shift.From, shift.Until);
        var curve = QueueLengthCurve.Of(calls);
        var queue = Enumerable.Range(0, HalfHoursPerDay).Select(half => curve.MeanBetween(half * SecondsPerHalfHour, (half + 1) * SecondsPerHalfHour));
        return new DayProfile { Days = 1, Arrived = arrived, Queue = [.. queue], Talk = talk, AtWork = work };
    }

    /// <summary>Adds days up.</summary>
    public static DayProfile Sum(IReadOnlyCollection<DayProfile> days)
    {
        return new DayProfile
        {
            Days = days.Sum(day => day.Days),
            Arrived = Add(day => day.Arrived),
            Queue = Add(day => day.Queue),
            Talk = Add(day => day.Talk),
            AtWork = Add(day => day.AtWork),
        };

        double[] Add(Func<DayProfile, IReadOnlyList<double>> of) =>
            [.. Enumerable.Range(0, HalfHoursPerDay).Select(half => days.Sum(day => of(day)[half]))];
    }

    // What is left at midnight belongs to no half hour of the day.
    private static void Spread(double[] halves, double from, double until)
    {
        for (var half = (int)(from / SecondsPerHalfHour); half < HalfHoursPerDay && half * SecondsPerHalfHour < until; half++)
            halves[half] += Math.Min(until, (half + 1) * SecondsPerHalfHour) - Math.Max(from, half * SecondsPerHalfHour);
    }
}

namespace Acd.Simulator;

/// <summary>The outcome of a call.</summary>
/// <param name="At">The second of the day at which it reached the queue.</param>
/// <param name="Answered">Whether an agent answered.</param>
/// <param name="Wait">The seconds until the answer or the hang-up.</param>
/// <param name="Talk">The seconds of service, if it was answered.</param>
/// <param name="Agent">The agent who answered, if known.</param>
public readonly record struct CallOutcome(int At, bool Answered, double Wait, double Talk, string? Agent);

/// <summary>The figures of one or several days.</summary>
public sealed record CallFigures
{
    /// <summary>The service level's target, in seconds.</summary>
    public const int ServiceLevelSeconds = 20;

    /// <summary>Offered calls.</summary>
    public required int Offered { get; init; }

    /// <summary>Answered calls.</summary>
    public required int Answered { get; init; }

    /// <summary>Calls that were answered within 20 s.</summary>
    public required int AnsweredInTime { get; init; }

    /// <summary>Calls that waited.</summary>
    public required int Waited { get; init; }

    /// <summary>The sum of all waits, in seconds.</summary>
    public required double WaitSum { get; init; }

    /// <summary>The sum of the answered calls' waits, in seconds.</summary>
    public required double AnsweredWaitSum { get; init; }

    /// <summary>The greatest number of calls that waited at once.</summary>
    public required int MaxQueue { get; init; }

    /// <summary>The share of the offered calls whose callers hung up.</summary>
    public double AbandonedShare => Share(Offered - Answered);

    /// <summary>The share of the offered calls that were answered within 20 s.</summary>
    public double ServiceLevel => Share(AnsweredInTime);

    /// <summary>The mean wait of all calls, in seconds.</summary>
    public double MeanWait => Offered == 0 ? 0 : WaitSum / Offered;

    /// <summary>The mean wait of the answered calls, in seconds (ASA).</summary>
    public double AnswerSpeed => Answered == 0 ? 0 : AnsweredWaitSum / Answered;

    /// <summary>The mean wait of the calls that waited, in seconds.</summary>
    public double MeanWaitOfWaited => Waited == 0 ? 0 : WaitSum / Waited;

    /// <summary>Summarizes outcomes.</summary>
    public static CallFigures Of(IReadOnlyCollection<CallOutcome> outcomes) => new()
    {
        Offered = outcomes.Count,
        Answered = outcomes.Count(outcome => outcome.Answered),
        AnsweredInTime = outcomes.Count(outcome => outcome is { Answered: true, Wait: <= ServiceLevelSeconds }),
        Waited = outcomes.Count(outcome => outcome.Wait > 0),
        WaitSum = outcomes.Sum(outcome => outcome.Wait),
        AnsweredWaitSum = outcomes.Sum(outcome => outcome.Answered ? outcome.Wait : 0),
        MaxQueue = QueueLengthCurve.Of(outcomes).Max,
    };

    /// <summary>Sums up days.</summary>
    public static CallFigures Sum(IReadOnlyCollection<CallFigures> days) => new()
    {
        Offered = days.Sum(day => day.Offered),
        Answered = days.Sum(day => day.Answered),
        AnsweredInTime = days.Sum(day => day.AnsweredInTime),
        Waited = days.Sum(day => day.Waited),
        WaitSum = days.Sum(day => day.WaitSum),
        AnsweredWaitSum = days.Sum(day => day.AnsweredWaitSum),
        MaxQueue = days.Count == 0 ? 0 : days.Max(day => day.MaxQueue),
    };

    private double Share(int count) => Offered == 0 ? 0 : (double)count / Offered;
}

/// <summary>The outcomes in the bank's record.</summary>
public static class RecordedOutcomes
{
    /// <summary>The outcomes of recorded calls.</summary>
    public static IReadOnlyList<CallOutcome> Of(IReadOnlyList<RecordedCall> calls) =>
        [.. calls.Select(call => new CallOutcome(call.At, call.Answered, call.Wait, RosterBuilder.TalkOf(call), call.Agent))];
}

/// <summary>The number of waiting calls over a day.</summary>
public sealed class QueueLengthCurve
{
    private readonly double[] _times;
    private readonly int[] _lengths;

    private QueueLengthCurve(double[] times, int[] lengths) => (_times, _lengths) = (times, lengths);

    /// <summary>The greatest number of calls that waited at once.</summary>
    public int Max => _lengths.Length == 0 ? 0 : _lengths.Max();

    /// <summary>
    /// Computes the curve of calls in any order. At the same time, calls leave the queue before others enter it.
    /// </summary>
    public static QueueLengthCurve Of(IEnumerable<CallOutcome> calls)
    {
        (double At, int Step)[] steps =
        [
            .. calls.Where(call => call.Wait > 0)
                .SelectMany(call => new[] { (At: (double)call.At, Step: 1), (At: call.At + call.Wait, Step: -1) })
                .Order(),
        ];
        var lengths = new int[steps.Length];
        var waiting = 0;
        for (var step = 0; step < steps.Length; step++)
            lengths[step] = waiting += steps[step].Step;
        return new QueueLengthCurve([.. steps.Select(step => step.At)], lengths);
    }

    /// <summary>The mean number of waiting calls between two seconds of the day.</summary>
    public double MeanBetween(double from, double until)
    {
        var sum = 0.0;
        for (var step = 0; step < _times.Length - 1; step++)
            sum += _lengths[step] * Math.Max(0, Math.Min(until, _times[step + 1]) - Math.Max(from, _times[step]));
        return sum / (until - from);
    }
}

/// <summary>The figures of a day's calls and agents.</summary>
/// <param name="Total">The figures of the calls.</param>
/// <param name="Course">The day by half hours.</param>
/// <param name="Fairness">
/// Jain's index of the agents' shares of time spent talking, absences taken off; 1 is even.
/// </param>
public sealed record DayFigures(CallFigures Total, DayProfile Course, double Fairness)
{
    /// <summary>Summarizes a day.</summary>
    public static DayFigures Of(IReadOnlyCollection<CallOutcome> calls, IReadOnlyCollection<Shift> shifts)
    {
        var talk = calls.Where(call => call is { Answered: true, Agent: not null })
            .GroupBy(call => call.Agent!)
            .ToDictionary(agent => agent.Key, agent => agent.Sum(call => call.Talk), StringComparer.Ordinal);
        var shares = shifts
            .Select(shift => (shift.Agent, Present: shift.Until - shift.From - shift.Away.Sum(away => away.Length)))
            .Where(agent => agent.Present > 0)
            .Select(agent => talk.GetValueOrDefault(agent.Agent) / agent.Present);
        return new DayFigures(CallFigures.Of(calls), DayProfile.Of(calls, shifts), FairnessIndex.Jain([.. shares]));
    }

    /// <summary>Sums up days; the fairness is their mean.</summary>
    public static DayFigures Sum(IReadOnlyCollection<DayFigures> days) => new(
        CallFigures.Sum([.. days.Select(day => day.Total)]),
        DayProfile.Sum([.. days.Select(day => day.Course)]),
        days.Count == 0 ? 1 : days.Average(day => day.Fairness));
}

/// <summary>One or several days by half hours.</summary>
public sealed record DayProfile
{
    /// <summary>The number of half hours of a day.</summary>
    public const int HalfHoursPerDay = 48;

    /// <summary>The number of seconds of a half hour.</summary>
    public const int SecondsPerHalfHour = 1800;

    /// <summary>The number of days.</summary>
    public required int Days { get; init; }

    /// <summary>Arrived calls, by half hour.</summary>
    public required IReadOnlyList<double> Arrived { get; init; }

    /// <summary>The mean number of waiting calls in each half hour, summed over the days.</summary>
    public required IReadOnlyList<double> Queue { get; init; }

    /// <summary>Seconds of talk, by half hour.</summary>
    public required IReadOnlyList<double> Talk { get; init; }

    /// <summary>Seconds between agents' logins and logouts, absences included, by half hour.</summary>
    public required IReadOnlyList<double> AtWork { get; init; }

    /// <summary>The share of talk in the time at work of a half hour; 0 without agents.</summary>
    public double OccupancyAt(int halfHour) => AtWork[halfHour] == 0 ? 0 : Math.Min(1, Talk[halfHour] / AtWork[halfHour]);

    /// <summary>The share of talk in all time at work.</summary>
    public double Occupancy => AtWork.Sum() is var work and > 0 ? Talk.Sum() / work : 0;

    /// <summary>The profile of a day.</summary>
    /// <param name="calls">The outcomes of its calls.</param>
    /// <param name="shifts">Its agents' shifts.</param>
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
        var queue = Enumerable.Range(0, HalfHoursPerDay)
            .Select(half => curve.MeanBetween(half * SecondsPerHalfHour, (half + 1) * SecondsPerHalfHour));
        return new DayProfile { Days = 1, Arrived = arrived, Queue = [.. queue], Talk = talk, AtWork = work };
    }

    /// <summary>Sums up days.</summary>
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

    // Time past midnight belongs to no half hour of the day.
    private static void Spread(double[] halves, double from, double until)
    {
        for (var half = (int)(from / SecondsPerHalfHour); half < HalfHoursPerDay && half * SecondsPerHalfHour < until; half++)
            halves[half] += Math.Min(until, (half + 1) * SecondsPerHalfHour) - Math.Max(from, half * SecondsPerHalfHour);
    }
}

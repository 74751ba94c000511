namespace Acd.Simulator;

/// <summary>What became of one call. Times are seconds.</summary>
/// <param name="At">When it reached the queue, in seconds of its day.</param>
/// <param name="Answered">Whether an agent answered.</param>
/// <param name="Wait">Seconds until the answer, or until the caller hung up.</param>
/// <param name="Talk">Seconds of service, if it was answered.</param>
/// <param name="Agent">Who answered, if known.</param>
public readonly record struct CallOutcome(int At, bool Answered, double Wait, double Talk, string? Agent);

/// <summary>What a day, or several, came to.</summary>
public sealed record CallFigures
{
    /// <summary>How soon an answer counts for the service level, in seconds.</summary>
    public const int ServiceLevelSeconds = 20;

    /// <summary>Calls that came.</summary>
    public required int Offered { get; init; }

    /// <summary>Calls that an agent answered.</summary>
    public required int Answered { get; init; }

    /// <summary>Calls that were answered within 20 s.</summary>
    public required int AnsweredInTime { get; init; }

    /// <summary>Calls that waited at all.</summary>
    public required int Waited { get; init; }

    /// <summary>The seconds that all calls waited, together.</summary>
    public required double WaitSum { get; init; }

    /// <summary>The seconds that the answered calls waited, together.</summary>
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

    /// <summary>Sums outcomes up.</summary>
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

    /// <summary>Sums days up.</summary>
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

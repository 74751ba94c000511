namespace Acd.Simulator;

/// <summary>How many calls waited at each moment of a day.</summary>
public sealed class QueueLengthCurve
{
    private readonly double[] _times;
    private readonly int[] _lengths;

    private QueueLengthCurve(double[] times, int[] lengths) => (_times, _lengths) = (times, lengths);

    /// <summary>The greatest number of calls that waited at once.</summary>
    public int Max => _lengths.Length == 0 ? 0 : _lengths.Max();

    /// <summary>
    /// Makes it of calls in any order. Of a call that leaves the queue and one that enters it at the same time, the one that
    /// leaves is first.
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

    /// <summary>The mean number of waiting calls over a stretch of the day, in seconds.</summary>
    public double MeanBetween(double from, double until)
    {
        var sum = 0.0;
        for (var step = 0; step < _times.Length - 1; step++)
            sum += _lengths[step] * Math.Max(0, Math.Min(until, _times[step + 1]) - Math.Max(from, _times[step]));
        return sum / (until - from);
    }
}

namespace Acd.Simulator;

/// <summary>
/// What a caller brings along: how long it would wait at the most, and how long its service takes once it is answered.
/// </summary>
/// <param name="Patience">Seconds after its arrival at which it hangs up, if it waits until then.</param>
/// <param name="Talk">Seconds of service.</param>
public readonly record struct SampledCaller(int Patience, int Talk);

/// <summary>
/// Fills in what the record cannot show. A caller who hung up has the patience it showed, and a service time drawn from those
/// of its type; one who was answered has its service time, and a patience drawn from the Kaplan–Meier estimate beyond the wait
/// it bore.
/// </summary>
public sealed class CallerSampler
{
    private readonly KaplanMeier _patience;
    private readonly Dictionary<string, int[]> _talks;
    private readonly int[] _allTalks;
    private readonly int _seed;

    /// <summary>Learns from recorded calls.</summary>
    /// <param name="record">The calls, usually those of a month.</param>
    /// <param name="seed">With the same one every draw is the same.</param>
    public CallerSampler(IReadOnlyList<RecordedCall> record, int seed)
    {
        var answered = record.Where(call => call.Answered).ToArray();
        _patience = KaplanMeier.Estimate(record.Select(call => new CensoredDuration(call.Wait, !call.Answered)));
        _talks = answered.GroupBy(call => call.Type)
            .ToDictionary(type => type.Key, type => type.Select(RosterBuilder.TalkOf).ToArray());
        _allTalks = [.. answered.Select(RosterBuilder.TalkOf)];
        _seed = seed;
    }

    /// <summary>The callers of a day, one for each call.</summary>
    public SampledCaller[] Of(DateOnly day, IReadOnlyList<RecordedCall> calls)
    {
        var random = new Random(HashCode(day));
        var callers = new SampledCaller[calls.Count];
        for (var i = 0; i < callers.Length; i++)
        {
            // Both are drawn for every call, so that one call's record does not shift the draws of the next.
            var (patience, talk) = (random.NextDouble(), random.NextDouble());
            callers[i] = calls[i].Answered
                ? new SampledCaller(_patience.DrawBeyond(calls[i].Wait, patience), RosterBuilder.TalkOf(calls[i]))
                : new SampledCaller(calls[i].Wait, DrawTalk(calls[i].Type, talk));
        }

        return callers;
    }

    private int DrawTalk(string type, double share)
    {
        var talks = _talks.GetValueOrDefault(type, _allTalks);
        return talks.Length == 0 ? 0 : talks[(int)(share * talks.Length)];
    }

    // System.HashCode is salted for each process, and a replay must come out the same every time.
    private int HashCode(DateOnly day) => unchecked((_seed * 16777619) ^ day.DayNumber);
}

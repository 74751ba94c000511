namespace Acd.Simulator;

/// <summary>
/// Who was at work on a day. It is read from the calls themselves: the record has no other roster. (The bank's
/// <c>agent_days.csv</c> is made of the same calls, and takes over their defects: first answers at second 0 and ends of stuck
/// records.)
/// </summary>
public static class RosterBuilder
{
    /// <summary>A record of longer service is stuck; it counts as this long.</summary>
    public const int LongestTalk = 3600;

    /// <summary>How long a call occupied its agent.</summary>
    public static int TalkOf(RecordedCall call) => Math.Min(call.Talk, LongestTalk);

    /// <summary>The shifts of a day, by agent.</summary>
    /// <param name="calls">The day's calls, by the time at which they came.</param>
    /// <param name="assumption">What is assumed between calls.</param>
    public static IReadOnlyList<Shift> Of(IReadOnlyList<RecordedCall> calls, AbsenceAssumption assumption)
    {
        var waiting = calls.GroupBy(call => call.Type).ToDictionary(type => type.Key, type => new WaitingIntervals(type));
        var absences = new AbsenceDetector(assumption, waiting);
        return
        [
            .. calls.Where(call => call.Agent is not null && call.AnsweredAt > 0)
                .GroupBy(call => call.Agent!)
                .OrderBy(agent => agent.Key, StringComparer.Ordinal)
                .Select(agent => ShiftOf(agent.Key, [.. agent.OrderBy(call => call.AnsweredAt)], absences)),
        ];
    }

    private static Shift ShiftOf(string agent, IReadOnlyList<RecordedCall> calls, AbsenceDetector absences)
    {
        string[] types = [.. calls.Select(call => call.Type).Distinct().Order(StringComparer.Ordinal)];
        var away = new List<SecondsRange>();
        var free = calls[0].AnsweredAt;
        foreach (var call in calls)
        {
            if (call.AnsweredAt > free && absences.FindIn(new SecondsRange(free, call.AnsweredAt), types) is { } absence)
                away.Add(absence);
            free = Math.Max(free, call.AnsweredAt + TalkOf(call));
        }

        return new Shift(agent, calls[0].AnsweredAt, free, types, types.MaxBy(CallsOf)!, away);

        int CallsOf(string type) => calls.Count(call => call.Type == type);
    }
}

/// <summary>An agent's day: when it is at work, what it serves, and when it is away in between.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="From">When it logs in: its first answer.</param>
/// <param name="Until">When it logs out: the end of its last call.</param>
/// <param name="Types">The types of calls it served on that day, by name.</param>
/// <param name="Main">The type it served most.</param>
/// <param name="Away">Its absences, by time; none overlaps another.</param>
public sealed record Shift(
    string Agent, int From, int Until, IReadOnlyList<string> Types, string Main, IReadOnlyList<SecondsRange> Away);

/// <summary>
/// What is assumed of an agent between two of its recorded calls. The record does not tell when agents were away.
/// </summary>
public enum AbsenceAssumption
{
    /// <summary>An agent is there from its first answer to its last end.</summary>
    None,

    /// <summary>
    /// A gap of more than two minutes between two calls is an absence. It looks at nothing but the agent's own calls.
    /// </summary>
    Gaps,

    /// <summary>
    /// An agent without a call while a call that it could have served waited was not there: it went away when its last call
    /// ended, and came back when no such call waited any longer, or with its next call.
    /// </summary>
    Observed,
}

/// <summary>A stretch of a day, in seconds.</summary>
/// <param name="From">Its first second.</param>
/// <param name="Until">The second after its last.</param>
public readonly record struct SecondsRange(int From, int Until)
{
    /// <summary>How long it is.</summary>
    public int Length => Until - From;
}

/// <summary>Tells an agent's absences from the record of a day.</summary>
public sealed class AbsenceDetector(AbsenceAssumption assumption, IReadOnlyDictionary<string, WaitingIntervals> waiting)
{
    /// <summary>The least gap that counts as an absence where nothing but the agent's calls is looked at.</summary>
    public const int LongGap = 120;

    /// <summary>
    /// How late an agent who is there may take a waiting call. Of the gaps throughout which a call waited half are under 6 s
    /// and three quarters under 13 s: the agent finishes the last call, and the telephone system sets up the next.
    /// </summary>
    public const int Turnaround = 10;

    /// <summary>The absence in a gap between two calls of an agent, if there is one.</summary>
    /// <param name="gap">From the end of a call to the next answer.</param>
    /// <param name="types">What the agent serves.</param>
    public SecondsRange? FindIn(SecondsRange gap, IEnumerable<string> types)
    {
        if (assumption == AbsenceAssumption.None || gap.Length <= 0)
            return null;
        if (assumption == AbsenceAssumption.Gaps)
            return gap.Length > LongGap ? gap : null;

        var back = gap.From;
        foreach (var type in types)
            back = Math.Max(back, Math.Min(gap.Until, waiting[type].LastBefore(gap.Until)));
        return back - gap.From > Turnaround ? gap with { Until = back } : null;
    }
}

/// <summary>When calls of a type waited on a day.</summary>
public sealed class WaitingIntervals
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    /// <summary>Makes them of a day's calls of one type, by the time at which they came.</summary>
    public WaitingIntervals(IEnumerable<RecordedCall> calls)
    {
        foreach (var call in calls.Where(call => call.Wait > 0))
        {
            if (_ends.Count > 0 && call.At <= _ends[^1])
            {
                _ends[^1] = Math.Max(_ends[^1], call.LeftQueueAt);
                continue;
            }

            _starts.Add(call.At);
            _ends.Add(call.LeftQueueAt);
        }
    }

    /// <summary>
    /// Until when a call waited that came before the given second; it may be later. 0 where no call came before.
    /// </summary>
    public int LastBefore(int second)
    {
        var index = _starts.BinarySearch(second);
        var before = (index >= 0 ? index : ~index) - 1;
        return before < 0 ? 0 : _ends[before];
    }
}

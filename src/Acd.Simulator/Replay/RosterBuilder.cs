namespace Acd.Simulator;

/// <summary>
/// Derives the agents' shifts of a day from the calls, since the record has no other roster. The bank's <c>agent_days.csv</c> is
/// made of the same calls and has their defects, such as first answers at second 0 and ends of stuck records.
/// </summary>
public static class RosterBuilder
{
    /// <summary>The greatest service time, in seconds. A longer one is a stuck record and counts as this.</summary>
    public const int LongestTalk = 3600;

    /// <summary>The seconds for which a call occupied its agent.</summary>
    public static int TalkOf(RecordedCall call) => Math.Min(call.Talk, LongestTalk);

    /// <summary>The shifts of a day, by agent.</summary>
    /// <param name="calls">The day's calls, by arrival.</param>
    /// <param name="assumption">The assumption about agents between their calls.</param>
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

/// <summary>An agent's shift of a day. Times are seconds of the day.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="From">Its login: its first answer.</param>
/// <param name="Until">Its logout: the end of its last call.</param>
/// <param name="Types">The types of calls it served on that day, by name.</param>
/// <param name="Main">The type it served most.</param>
/// <param name="Away">Its absences, by time, without overlaps.</param>
public sealed record Shift(
    string Agent, int From, int Until, IReadOnlyList<string> Types, string Main, IReadOnlyList<SecondsRange> Away);

/// <summary>
/// The assumption about an agent between two of its recorded calls. The record does not show absences.
/// </summary>
public enum AbsenceAssumption
{
    /// <summary>An agent is present from its first answer to the end of its last call.</summary>
    None,

    /// <summary>
    /// A gap of more than two minutes between two calls is an absence. Only the agent's own calls matter.
    /// </summary>
    Gaps,

    /// <summary>
    /// An agent without a call while a call that it could have served waited was absent. The absence began at the end of its
    /// last call and ended when no such call waited any more, or with its next call.
    /// </summary>
    Observed,
}

/// <summary>A range of seconds of a day.</summary>
/// <param name="From">Its first second.</param>
/// <param name="Until">The second after its last.</param>
public readonly record struct SecondsRange(int From, int Until)
{
    /// <summary>The number of seconds.</summary>
    public int Length => Until - From;
}

/// <summary>Detects an agent's absences in the record of a day.</summary>
public sealed class AbsenceDetector(AbsenceAssumption assumption, IReadOnlyDictionary<string, WaitingIntervals> waiting)
{
    /// <summary>The least gap that <see cref="AbsenceAssumption.Gaps"/> counts as an absence, in seconds.</summary>
    public const int LongGap = 120;

    /// <summary>
    /// The seconds that a present agent may take to answer a waiting call. Of the gaps throughout which a call waited, half are
    /// below 6 s and three quarters below 13 s: the agent finishes the last call, and the telephone system connects the next.
    /// </summary>
    public const int Turnaround = 10;

    /// <summary>The absence in a gap between two calls of an agent, if there is one.</summary>
    /// <param name="gap">The gap, from the end of a call to the next answer.</param>
    /// <param name="types">The types that the agent serves.</param>
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

/// <summary>The intervals of a day in which calls of a type waited.</summary>
public sealed class WaitingIntervals
{
    private readonly List<int> _starts = [];
    private readonly List<int> _ends = [];

    /// <summary>Computes the intervals of a day's calls of one type, by arrival.</summary>
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
    /// The end of the last interval that began before a second, which may be after it; 0 if there is none.
    /// </summary>
    public int LastBefore(int second)
    {
        var index = _starts.BinarySearch(second);
        var before = (index >= 0 ? index : ~index) - 1;
        return before < 0 ? 0 : _ends[before];
    }
}

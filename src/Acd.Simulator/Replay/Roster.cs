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
    /// <param name="rule">What is assumed between calls.</param>
    public static IReadOnlyList<Shift> Of(IReadOnlyList<RecordedCall> calls, AbsenceAssumption rule)
    {
        var waiting = calls.GroupBy(call => call.Type).ToDictionary(type => type.Key, type => new WaitingIntervals(type));
        var absences = new AbsenceDetector(rule, waiting);
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

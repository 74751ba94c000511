namespace Acd.Simulator;

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
public sealed class AbsenceDetector(AbsenceAssumption rule, IReadOnlyDictionary<string, WaitingIntervals> waiting)
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
        if (rule == AbsenceAssumption.None || gap.Length <= 0)
            return null;
        if (rule == AbsenceAssumption.Gaps)
            return gap.Length > LongGap ? gap : null;

        var back = gap.From;
        foreach (var type in types)
            back = Math.Max(back, Math.Min(gap.Until, waiting[type].LastBefore(gap.Until)));
        return back - gap.From > Turnaround ? gap with { Until = back } : null;
    }
}

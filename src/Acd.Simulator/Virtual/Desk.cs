namespace Acd.Simulator;

/// <summary>
/// Where an agent of a virtual day is. An absence that begins while it talks begins after the talk, and lasts as long: nobody
/// leaves in the middle of a talk, or comes back earlier for it.
/// </summary>
internal sealed class AgentAttendance(VirtualShift shift)
{
    private int _absences;
    private long _pendingAbsence;
    private bool _talks;
    private bool _gone;

    public VirtualShift Shift { get; } = shift;

    /// <summary>When the agent is back; before the first absence it has always been.</summary>
    public long AwayUntil { get; private set; }

    /// <summary>Whether the agent may be told available.</summary>
    public bool IsBack(long at) => !_gone && at >= AwayUntil;

    public void BeginTalk() => _talks = true;

    /// <summary>The talk is over; true where the agent is away from now on.</summary>
    public bool EndTalk(long at)
    {
        _talks = false;
        var leaves = _pendingAbsence > 0;
        if (leaves)
            AwayUntil = at + _pendingAbsence;
        _pendingAbsence = 0;
        return leaves;
    }

    /// <summary>The next absence begins; true where the agent is away from now on, false where it talks.</summary>
    public bool BeginAbsence(long at)
    {
        var length = Shift.Away[_absences++].Length;
        if (_talks)
            _pendingAbsence += length;
        else
            AwayUntil = Math.Max(at, AwayUntil) + length;
        return !_talks;
    }

    public void Leave() => _gone = true;
}

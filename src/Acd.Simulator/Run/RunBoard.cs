namespace Acd.Simulator;

/// <summary>How far a contact of the scenario is.</summary>
public enum ContactPhase
{
    /// <summary>It waits.</summary>
    Queued,

    /// <summary>An agent has it.</summary>
    Talking,

    /// <summary>It is complete.</summary>
    Done,
}

/// <summary>How many contacts of the scenario are where. Any thread may use it.</summary>
public sealed class ScenarioProgress(int contacts)
{
    private const int BarWidth = 30;

    private readonly int[] _reached = new int[3];

    /// <summary>A contact has come so far.</summary>
    public ScenarioProgress Advance(ContactPhase to)
    {
        Interlocked.Increment(ref _reached[(int)to]);
        return this;
    }

    /// <summary>How many contacts are there now, and not yet further.</summary>
    public int Count(ContactPhase phase) => phase == ContactPhase.Done
        ? Volatile.Read(ref _reached[2])
        : Math.Max(0, Volatile.Read(ref _reached[(int)phase]) - Volatile.Read(ref _reached[(int)phase + 1]));

    /// <summary>The same in a line, with a bar.</summary>
    public override string ToString()
    {
        var done = Count(ContactPhase.Done);
        var bar = new string('#', done * BarWidth / contacts).PadRight(BarWidth, '.');
        var (queued, talking) = (Count(ContactPhase.Queued), Count(ContactPhase.Talking));
        return $"[{bar}] queued {queued,3}  talking {talking,3}  done {done,3} of {contacts}";
    }
}

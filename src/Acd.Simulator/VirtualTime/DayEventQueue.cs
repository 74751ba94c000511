namespace Acd.Simulator;

/// <summary>What happens of itself on a virtual day.</summary>
public enum DayEventKind
{
    /// <summary>An agent logs in.</summary>
    Login,

    /// <summary>An agent logs out.</summary>
    Logout,

    /// <summary>An agent goes away for a while.</summary>
    Leave,

    /// <summary>An agent comes back.</summary>
    Return,

    /// <summary>A contact of those that are known to come comes in.</summary>
    Arrival,

    /// <summary>A contact comes in that was not known of in the beginning.</summary>
    AddedArrival,

    /// <summary>A caller's patience is at its end.</summary>
    HangUp,

    /// <summary>An agent's talk with a caller is over.</summary>
    TalkEnd,
}

/// <summary>Something that is to happen.</summary>
/// <param name="At">The millisecond of the day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Which contact, or which shift.</param>
public readonly record struct DayEvent(long At, DayEventKind Kind, int Index);

/// <summary>
/// What is to happen, by time. Of what happens at the same time agents come and go first, then contacts come, then callers
/// hang up and talks end; of two alike the one that was noted first is first.
/// </summary>
public sealed class DayEventQueue
{
    private readonly PriorityQueue<DayEvent, Turn> _entries = new();
    private long _sequence;

    /// <summary>Notes something.</summary>
    public void Schedule(long at, DayEventKind kind, int index) =>
        _entries.Enqueue(new(at, kind, index), new(at, ClassOf(kind), _sequence++));

    /// <summary>Takes what happens next; false where nothing does.</summary>
    public bool TryDequeue(out DayEvent next) => _entries.TryDequeue(out next, out _);

    private static int ClassOf(DayEventKind kind) => kind switch
    {
        < DayEventKind.Arrival => 0,
        DayEventKind.Arrival or DayEventKind.AddedArrival => 1,
        _ => 2,
    };

    private readonly record struct Turn(long At, int Class, long Sequence) : IComparable<Turn>
    {
        public int CompareTo(Turn other) =>
            At != other.At ? At.CompareTo(other.At)
            : Class != other.Class ? Class.CompareTo(other.Class)
            : Sequence.CompareTo(other.Sequence);
    }
}

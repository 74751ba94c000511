namespace Acd.Simulator;

/// <summary>The scheduled events of a virtual day. Their order decides between events of the same time.</summary>
public enum DayEventKind
{
    /// <summary>An agent logs in.</summary>
    Login,

    /// <summary>An agent logs out.</summary>
    Logout,

    /// <summary>An agent begins an absence.</summary>
    Leave,

    /// <summary>An agent returns.</summary>
    Return,

    /// <summary>The next of the day's contacts arrives.</summary>
    Arrival,

    /// <summary>A contact arrives that was added during the day.</summary>
    AddedArrival,

    /// <summary>A caller's patience ends.</summary>
    HangUp,

    /// <summary>A talk ends.</summary>
    TalkEnd,
}

/// <summary>A scheduled event.</summary>
/// <param name="At">The millisecond of the day.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Index">The number of the contact or the shift.</param>
public readonly record struct DayEvent(long At, DayEventKind Kind, int Index);

/// <summary>
/// The scheduled events of a day, by time. At the same time agents come and go first, then contacts arrive, then callers hang up
/// and talks end. Equal events keep the order in which they were scheduled.
/// </summary>
public sealed class DayEventQueue
{
    private readonly PriorityQueue<DayEvent, Turn> _entries = new();
    private long _sequence;

    /// <summary>Schedules an event.</summary>
    public void Schedule(long at, DayEventKind kind, int index) =>
        _entries.Enqueue(new(at, kind, index), new(at, ClassOf(kind), _sequence++));

    /// <summary>Removes the next event; false if there is none.</summary>
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

namespace Acd.Simulator;

/// <summary>What happens of itself in a replay.</summary>
public enum Happening
{
    /// <summary>An agent logs in.</summary>
    Login,

    /// <summary>An agent logs out.</summary>
    Logout,

    /// <summary>An agent goes away for a while.</summary>
    Leave,

    /// <summary>An agent comes back.</summary>
    Return,

    /// <summary>A call comes in.</summary>
    Arrival,

    /// <summary>A caller's patience is at its end.</summary>
    HangUp,

    /// <summary>An agent's talk with a caller is over.</summary>
    TalkEnd,
}

/// <summary>Something that is to happen.</summary>
/// <param name="At">The second of the day.</param>
/// <param name="What">What it is.</param>
/// <param name="Index">Which call, or which shift.</param>
public readonly record struct Entry(int At, Happening What, int Index);

/// <summary>What is to happen, by time; of two at the same time the one that was noted first.</summary>
public sealed class Agenda
{
    private readonly PriorityQueue<Entry, long> _entries = new();
    private int _sequence;

    /// <summary>Notes something.</summary>
    public void Note(int at, Happening what, int index) =>
        _entries.Enqueue(new(at, what, index), ((long)at << 32) | (uint)_sequence++);

    /// <summary>Takes what happens next; false where nothing does.</summary>
    public bool TryTakeNext(out Entry next) => _entries.TryDequeue(out next, out _);
}

using Acd.Core;

namespace Acd.Hosting;

/// <summary>The latest events, by sequence without a gap.</summary>
/// <param name="capacity">How many events it keeps.</param>
internal sealed class EventRing(int capacity)
{
    private readonly CenterEvent?[] _events = new CenterEvent?[capacity];
    private int _count;

    /// <summary>The sequence number of the newest event.</summary>
    public long Last { get; private set; }

    /// <summary>The sequence number of the oldest event; <see cref="Last"/> + 1 where there is none.</summary>
    public long First => Last - _count + 1;

    /// <summary>An event from <see cref="First"/> to <see cref="Last"/>.</summary>
    public CenterEvent this[long sequence] => _events[sequence % _events.Length]!;

    /// <summary>Adds the next event; a full ring drops its oldest.</summary>
    public void Add(CenterEvent next)
    {
        if (next.Sequence != Last + 1)
            throw new InvalidOperationException($"Event {next.Sequence} was to be published after event {Last}.");
        _events[next.Sequence % _events.Length] = next;
        Last = next.Sequence;
        if (_count < _events.Length) _count++;
    }

    /// <summary>Drops every event.</summary>
    /// <param name="last">The sequence number before the next event.</param>
    public void Restart(long last)
    {
        Array.Clear(_events);
        _count = 0;
        Last = last;
    }
}

using Acd.Core;

namespace Acd.Grains;

/// <summary>The figures of one skill's board.</summary>
internal sealed class SkillCounters
{
    private const int MaxConnections = 20;

    private readonly SortedSet<(long Since, string Contact)> _waiting = [];
    private readonly Queue<Timestamp> _connections = new(MaxConnections + 1);
    private Timestamp _lastConnection;

    public int Agents { get; private set; }

    public int LoggedIn { get; private set; }

    public int Available { get; private set; }

    public void CountAgent(Presence presence, int by)
    {
        Agents += by;
        if (presence != Presence.Offline) LoggedIn += by;
        if (presence == Presence.Available) Available += by;
    }

    public void AddWaiting(ContactId contact, Timestamp since) => _waiting.Add((since.Milliseconds, contact.Value));

    public void RemoveWaiting(ContactId contact, Timestamp since) => _waiting.Remove((since.Milliseconds, contact.Value));

    public void RecordConnection(Timestamp at)
    {
        _connections.Enqueue(at);
        if (_connections.Count > MaxConnections) _connections.Dequeue();
        _lastConnection = at;
    }

    public SkillBoard ToBoard(SkillId skill, Timestamp now, long position)
    {
        TimeSpan? longest = _waiting.Count == 0 ? null : Positive(now - new Timestamp(_waiting.Min.Since));
        TimeSpan? estimated = _connections.Count < 2
            ? null
            : (_lastConnection - _connections.Peek()) / (_connections.Count - 1) * _waiting.Count;
        return new SkillBoard(skill, Agents, LoggedIn, Available, _waiting.Count, longest, estimated, position);
    }

    private static TimeSpan Positive(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;
}

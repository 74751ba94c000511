using System.Globalization;
using Acd.Core;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>Changes of working sets as the arguments of their script.</summary>
internal sealed class RedisMatchingBatch
{
    // For each set the members that enter, with their scores, and those that leave, with null; the last change counts.
    private readonly Dictionary<string, Dictionary<string, double?>> _sets = [];
    private readonly RedisMatchingKeys _keys;

    public RedisMatchingBatch(RedisMatchingKeys keys, IEnumerable<WaitingLineChange> line, IEnumerable<ReadySetChange> ready)
    {
        _keys = keys;
        foreach (var change in line) Set(keys.Queue)[Member(change)] = change.Rank?.Milliseconds;
        foreach (var change in ready) Add(change);
    }

    /// <summary>The changed sets.</summary>
    public IReadOnlyCollection<string> Sets => _sets.Keys;

    /// <summary>
    /// A contact as a member of the queue. Redis orders equal scores by the members' bytes, so the sequence number is first and
    /// has a fixed length.
    /// </summary>
    public static string Member(WaitingLineChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Sequence:D19}:{change.Contact}");

    /// <summary>The contact of a member of the queue.</summary>
    public static ContactId ContactOf(string member) => new(member[(member.IndexOf(':') + 1)..]);

    /// <summary>The commands of the script.</summary>
    /// <param name="names">The key of the set of names.</param>
    /// <param name="unnamed">The sets that are changed for the first time.</param>
    public List<RedisValue> Commands(string names, IEnumerable<string> unnamed)
    {
        var commands = new List<RedisValue>();
        var packed = new PackedCommandWriter(commands);
        packed.Begin("SADD", names);
        foreach (var set in unnamed) packed.AddItem(set);
        packed.End();
        foreach (var (set, members) in _sets)
        {
            packed.Begin("ZREM", set);
            foreach (var (member, score) in members)
                if (score is null) packed.AddItem(member);
            packed.End();
            packed.Begin("ZADD", set);
            foreach (var (member, score) in members)
                if (score is { } own) packed.AddItem(own, member);
            packed.End();
        }

        return commands;
    }

    private void Add(ReadySetChange change)
    {
        var (room, agent) = (change.Room, change.Agent.Value);
        var score = change.Order is { } order ? AvailabilitySets.Score(order) : (double?)null;
        Set(_keys.Available(room))[agent] = score;
        foreach (var skill in change.Left) Set(_keys.Available(room, skill))[agent] = null;
        foreach (var skill in change.Entered) Set(_keys.Available(room, skill))[agent] = score;
    }

    private Dictionary<string, double?> Set(string name) =>
        _sets.TryGetValue(name, out var members) ? members : _sets[name] = [];
}

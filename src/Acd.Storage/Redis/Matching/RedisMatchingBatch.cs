using System.Globalization;
using Acd.Core;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>Changes of working sets as what the script takes.</summary>
internal sealed class RedisMatchingBatch
{
    // Of each set those who are in it from now on, with their scores, and those who are not; the last change counts.
    private readonly Dictionary<string, Dictionary<string, double?>> _sets = [];
    private readonly RedisMatchingKeys _keys;

    public RedisMatchingBatch(RedisMatchingKeys keys, IEnumerable<WaitingLineChange> line, IEnumerable<ReadySetChange> ready)
    {
        _keys = keys;
        foreach (var change in line) Set(keys.Queue)[Member(change)] = change.Rank?.Milliseconds;
        foreach (var change in ready) Add(change);
    }

    /// <summary>The sets that are touched.</summary>
    public IReadOnlyCollection<string> Sets => _sets.Keys;

    /// <summary>
    /// A contact as it stands in line. Redis orders equal scores by the members' bytes: so its sequence number goes first, as
    /// long as any.
    /// </summary>
    public static string Member(WaitingLineChange change) =>
        string.Create(CultureInfo.InvariantCulture, $"{change.Sequence:D19}:{change.Contact}");

    /// <summary>The contact that stands in line so.</summary>
    public static ContactId ContactOf(string member) => new(member[(member.IndexOf(':') + 1)..]);

    /// <summary>The commands that the script carries out.</summary>
    /// <param name="names">The key of the set of names.</param>
    /// <param name="unnamed">The sets that are touched for the first time.</param>
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

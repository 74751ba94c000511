namespace Acd.Core.Tests;

/// <summary>Working sets in memory. Tests can spoil the answers as a faulty server would.</summary>
public sealed class InMemoryMatching : IReferenceMatching
{
    private readonly SortedDictionary<(Timestamp Rank, long Sequence), ContactId> _line = [];
    private readonly Dictionary<(ReadySetKey Room, AgentId Agent), (long Order, HashSet<SkillId> Skills)> _ready = [];

    /// <summary>Replaces the first contact in line.</summary>
    public Func<ContactId?, ContactId?> SpoilFirst { get; set; } = first => first;

    /// <summary>Replaces the ready agents.</summary>
    public Func<IReadOnlyList<AgentId>, IReadOnlyList<AgentId>> SpoilReady { get; set; } = ready => ready;

    public IEnumerable<string> Line => _line.Values.Select(contact => contact.Value);

    /// <summary>The agents of a ready set in their order, with their skills.</summary>
    public IEnumerable<string> AgentsIn(ReadySetKey room) => _ready
        .Where(one => one.Key.Room == room).OrderBy(one => one.Value.Order)
        .Select(one => $"{one.Key.Agent}: {string.Join(' ', one.Value.Skills.Select(skill => skill.Value).Order())}");

    public void ApplyChanges(IReadOnlyList<WaitingLineChange> line, IReadOnlyList<ReadySetChange> ready)
    {
        foreach (var change in line)
        {
            foreach (var (key, _) in _line.Where(one => one.Value == change.Contact).ToList())
                _line.Remove(key);
            if (change.Rank is { } rank)
                _line.Add((rank, change.Sequence), change.Contact);
        }

        foreach (var change in ready)
        {
            var key = (change.Room, change.Agent);
            var skills = _ready.TryGetValue(key, out var before) ? before.Skills : [];
            skills.ExceptWith(change.Left);
            skills.UnionWith(change.Entered);
            if (change.Order is { } order)
                _ready[key] = (order, skills);
            else
                _ready.Remove(key);
        }
    }

    public ContactId? TakeFirst()
    {
        if (_line.Count == 0)
            return SpoilFirst(null);
        var (key, first) = _line.First();
        _line.Remove(key);
        return SpoilFirst(first);
    }

    public IReadOnlyList<AgentId> FindReady(ReadySetKey room, IReadOnlyList<SkillId> skills) => SpoilReady(
    [
        .. _ready.Where(one => one.Key.Room == room && skills.All(one.Value.Skills.Contains))
            .OrderBy(one => one.Value.Order).Select(one => one.Key.Agent),
    ]);
}

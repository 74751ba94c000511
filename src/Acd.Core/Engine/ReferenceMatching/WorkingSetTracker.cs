using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// What a matching outside of the engine was told of who waits and who has room, and what it has to be told next. Its answers
/// are held against that: one that cannot be throws.
/// </summary>
internal sealed class WorkingSetTracker(IReferenceMatching matching, ChannelTable channels)
{
    // What was told. It is looked up, never gone through.
    private readonly Dictionary<Contact, HeapKey> _inLine = [];
    private readonly Dictionary<RosterEntry, (ReadySetKey Room, SkillProfile Skills, long Order)> _ready = [];

    // Who may differ from that.
    private readonly List<Contact> _contacts = [];
    private readonly List<Agent> _agents = [];
    private HeapKey _lastTaken;

    /// <summary>Whether anybody has room for anything, as last told.</summary>
    public bool HasReadyAgents => _ready.Count > 0;

    /// <summary>A contact has come in line or left it.</summary>
    public void MarkChanged(Contact contact) => _contacts.Add(contact);

    /// <summary>An agent's room, its place among the idle or its skills have changed.</summary>
    public void MarkChanged(Agent agent)
    {
        if (_agents.Count == 0 || _agents[^1] != agent) _agents.Add(agent);
    }

    /// <summary>Tells everything that has changed.</summary>
    /// <param name="entering">Queued contacts that count as in line, though they do not wait yet.</param>
    public void Flush(IEnumerable<Contact> entering)
    {
        var line = new List<WaitingLineChange>();
        foreach (var contact in _contacts) AppendChange(contact, contact.IsInLine, line);
        foreach (var contact in entering) AppendChange(contact, isInLine: true, line);
        _contacts.Clear();
        _lastTaken = new HeapKey(long.MinValue, long.MinValue);
        FlushReady(line);
    }

    /// <summary>
    /// Takes the first contact out of line. Until <see cref="Flush"/> is called next nobody is put back, so that in the end
    /// there is nobody left.
    /// </summary>
    public Contact? TakeFirst(IReadOnlyDictionary<ContactId, Contact> contacts)
    {
        if (_inLine.Count == 0) return null;
        if (matching.TakeFirst() is not { } id) throw InvalidAnswer($"nobody is in line, where {_inLine.Count} are");
        if (!contacts.TryGetValue(id, out var contact) || !_inLine.Remove(contact, out var key) || key != contact.Key)
            throw InvalidAnswer($"{id} is first in line, which is not in it");
        if (key < _lastTaken) throw InvalidAnswer($"{id} comes after a contact that goes behind it");
        _lastTaken = key;
        return contact;
    }

    /// <summary>The first agent, by the order of its queue, who is ready for a contact and whom a filter lets through.</summary>
    public Agent? FirstReady(Contact contact, IReadOnlyDictionary<AgentId, Agent> agents, Predicate<Agent> accepts)
    {
        FlushReady([]);
        var line = contact.Line;
        var order = line.RosterKind.Order;
        var last = HeapKey.None;
        foreach (var id in matching.FindReady(KeyOf(line.RosterKind), Array.ConvertAll(line.Key.Requirements, one => one.Skill)))
        {
            var isReady = agents.TryGetValue(id, out var agent) && agent.HasRoom(line.Key.Channel)
                && agent.SkillProfile!.Serves(line.Key.Requirements);
            if (!isReady) throw InvalidAnswer($"{id} is ready for {contact.Id}, which it is not");
            var key = order.KeyOf(agent!);
            if (last != HeapKey.None && !(last < key)) throw InvalidAnswer($"{id} comes after an agent that goes behind it");
            last = key;
            if (accepts(agent!)) return agent;
        }

        return null;
    }

    private void FlushReady(List<WaitingLineChange> line)
    {
        var ready = new List<ReadySetChange>();
        foreach (var agent in _agents)
            foreach (var seat in agent.RosterEntries) AppendChange(seat, agent.SkillProfile, ready);
        _agents.Clear();
        if (line.Count + ready.Count > 0) matching.ApplyChanges(line, ready);
    }

    private void AppendChange(Contact contact, bool isInLine, List<WaitingLineChange> line)
    {
        var known = _inLine.TryGetValue(contact, out var told);
        if (isInLine && (!known || told != contact.Key))
        {
            _inLine[contact] = contact.Key;
            line.Add(new(contact.Id, contact.Sequence, contact.Rank));
        }
        else if (known && !isInLine)
        {
            _inLine.Remove(contact);
            line.Add(new(contact.Id, contact.Sequence, null));
        }
    }

    private void AppendChange(RosterEntry seat, SkillProfile? skills, List<ReadySetChange> ready)
    {
        var known = _ready.TryGetValue(seat, out var told);
        if (seat.InHeap)
        {
            var (room, order) = (KeyOf(seat.Kind), seat.Key.First);
            if (known && told.Skills == skills && told.Order == order) return;
            _ready[seat] = (room, skills!, order);
            var left = known && told.Skills != skills ? told.Skills.Names.Except(skills!.Names).ToArray() : [];
            ready.Add(new(room, seat.Agent.Id, left, skills!.Names, order));
        }
        else if (known)
        {
            _ready.Remove(seat);
            ready.Add(new(told.Room, seat.Agent.Id, told.Skills.Names, [], null));
        }
    }

    private ReadySetKey KeyOf(RosterKind lane) => new(channels.IdOf(lane.Channel), lane.Order.Key.IdleBasis);

    private static InvalidOperationException InvalidAnswer(string what) => new($"The matching says that {what}.");
}

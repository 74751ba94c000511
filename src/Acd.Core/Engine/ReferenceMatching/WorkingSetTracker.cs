using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>
/// Tracks what the working sets have been told about waiting contacts and ready agents, and what they must be told next. It
/// validates their answers and throws on an impossible one.
/// </summary>
internal sealed class WorkingSetTracker(IReferenceMatching matching, ChannelTable channels)
{
    private const long NotRingingFirst = 1L << 53;

    // The published state. Looked up, never iterated.
    private readonly Dictionary<Contact, HeapKey> _inLine = [];
    private readonly Dictionary<RosterEntry, (ReadySetKey Key, SkillProfile Skills, long Order)> _ready = [];

    // Contacts and agents that may differ from the published state.
    private readonly List<Contact> _contacts = [];
    private readonly List<Agent> _agents = [];
    private HeapKey _lastTaken;

    /// <summary>Whether any agent is in a published ready set.</summary>
    public bool HasReadyAgents => _ready.Count > 0;

    /// <summary>Marks a contact that has entered or left its line.</summary>
    public void MarkChanged(Contact contact) => _contacts.Add(contact);

    /// <summary>Marks an agent whose capacity, idle order or skills have changed.</summary>
    public void MarkChanged(Agent agent)
    {
        if (_agents.Count == 0 || _agents[^1] != agent) _agents.Add(agent);
    }

    /// <summary>Publishes all changes.</summary>
    /// <param name="entering">Queued contacts that count as in line although they do not wait there yet.</param>
    public void Flush(IEnumerable<Contact> entering)
    {
        var line = new List<WaitingLineChange>();
        foreach (var contact in _contacts) AppendChange(contact, contact.WaitsForAgent, line);
        foreach (var contact in entering) AppendChange(contact, isInLine: true, line);
        _contacts.Clear();
        _lastTaken = new HeapKey(long.MinValue, long.MinValue);
        FlushReady(line);
    }

    /// <summary>
    /// Takes the first contact from the line. Until the next <see cref="Flush"/> no contact is put back, so the line becomes
    /// empty.
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

    /// <summary>The first ready agent for a contact, by its queue's order, that a filter accepts.</summary>
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
            foreach (var entry in agent.RosterEntries) AppendChange(entry, agent.SkillProfile, ready);
        _agents.Clear();
        if (line.Count + ready.Count > 0) matching.ApplyChanges(line, ready);
    }

    private void AppendChange(Contact contact, bool isInLine, List<WaitingLineChange> line)
    {
        var wasKnown = _inLine.TryGetValue(contact, out var previous);
        if (isInLine && (!wasKnown || previous != contact.Key))
        {
            _inLine[contact] = contact.Key;
            line.Add(new(contact.Id, contact.Sequence, contact.Rank));
        }
        else if (wasKnown && !isInLine)
        {
            _inLine.Remove(contact);
            line.Add(new(contact.Id, contact.Sequence, null));
        }
    }

    private void AppendChange(RosterEntry entry, SkillProfile? skills, List<ReadySetChange> ready)
    {
        var wasKnown = _ready.TryGetValue(entry, out var previous);
        if (entry.InHeap)
        {
            var (key, order) = (KeyOf(entry.Kind), OrderOf(entry.Key));
            if (wasKnown && previous.Skills == skills && previous.Order == order) return;
            _ready[entry] = (key, skills!, order);
            var left = wasKnown && previous.Skills != skills ? previous.Skills.Names.Except(skills!.Names).ToArray() : [];
            ready.Add(new(key, entry.Agent.Id, left, skills!.Names, order));
        }
        else if (wasKnown)
        {
            _ready.Remove(entry);
            ready.Add(new(previous.Key, entry.Agent.Id, previous.Skills.Names, [], null));
        }
    }

    /// <summary>
    /// An agent's order in working sets: below 0 unless it rings. So it stays within the 53 bits of a sorted set's score.
    /// </summary>
    private static long OrderOf(HeapKey key) =>
        key.First >= AgentOrder.RingingLast ? key.First - AgentOrder.RingingLast : key.First - NotRingingFirst;

    private ReadySetKey KeyOf(RosterKind kind) => new(channels.IdOf(kind.Channel), kind.Order.Key.IdleBasis);

    private static InvalidOperationException InvalidAnswer(string what) => new($"The matching says that {what}.");
}

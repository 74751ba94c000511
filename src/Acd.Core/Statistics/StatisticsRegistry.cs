using System.Text.Json;

namespace Acd.Core;

/// <summary>All boards there are. The center's and the queues' are sums of their gates.</summary>
internal sealed class StatisticsRegistry
{
    private readonly Dictionary<QueueId, ContactStatistics> _queues = [];
    private readonly Dictionary<(QueueId Queue, GateId? Gate), ContactStatistics> _gates = [];
    private readonly Dictionary<SkillId, ContactStatistics> _skills = [];
    private readonly Dictionary<AgentId, AgentStatistics> _agents = [];
    private readonly List<(QueueId Queue, GateId? Gate, ContactStatistics Board)> _gatesInOrder = [];
    private readonly List<AgentStatistics> _agentsInOrder = [];
    private readonly DirtySet _dirty;

    public StatisticsRegistry(DirtySet agenda)
    {
        _dirty = agenda;
        Center = new ContactStatistics(null, agenda);
    }

    public ContactStatistics Center { get; }

    /// <summary>The gates of all queues, by the time of their first contact.</summary>
    public IReadOnlyList<(QueueId Queue, GateId? Gate, ContactStatistics Board)> Gates => _gatesInOrder;

    /// <summary>All agents, removed ones too, by the time they were first heard of.</summary>
    public IReadOnlyList<AgentStatistics> Agents => _agentsInOrder;

    public Dictionary<ContactId, OpenContact> Contacts { get; } = [];

    /// <summary>The open contacts that are other than their documents, by sequence.</summary>
    public IEnumerable<OpenContact> ChangedContacts => Contacts.Values // Its order is of no account: they are sorted.
        .Where(contact => contact.IsDirty).OrderBy(contact => contact.Sequence);

    public ContactStatistics? FindQueue(QueueId queue) => _queues.GetValueOrDefault(queue);

    public ContactStatistics? FindSkill(SkillId skill) => _skills.GetValueOrDefault(skill);

    public AgentStatistics? FindAgent(AgentId agent) => _agents.GetValueOrDefault(agent);

    public ContactStatistics QueueOf(QueueId queue)
    {
        if (_queues.TryGetValue(queue, out var board)) return board;
        return _queues[queue] = new ContactStatistics(null, _dirty);
    }

    public ContactStatistics GateOf(QueueId queue, GateId? gate)
    {
        if (_gates.TryGetValue((queue, gate), out var board)) return board;
        board = new ContactStatistics($"{StatisticsDocumentNames.Gate}/{queue}/{gate}", _dirty) { Open = [] };
        _gates.Add((queue, gate), board);
        _gatesInOrder.Add((queue, gate, board));
        return board;
    }

    public ContactStatistics SkillOf(SkillId skill)
    {
        if (_skills.TryGetValue(skill, out var board)) return board;
        return _skills[skill] = new ContactStatistics($"{StatisticsDocumentNames.Skill}/{skill}", _dirty);
    }

    public AgentStatistics AgentOf(AgentId agent)
    {
        if (_agents.TryGetValue(agent, out var board)) return board;
        board = new AgentStatistics(agent, _dirty) { IsRemoved = true };
        _agents.Add(agent, board);
        _agentsInOrder.Add(board);
        return board;
    }

    /// <summary>Reads an hour of a gate, and adds it to the sums of its queue and the center.</summary>
    public void ReadGate(QueueId queue, GateId? gate, long hour, JsonElement json, IReadOnlyList<string> names)
    {
        var board = GateOf(queue, gate);
        board.Documents!.Read(hour, json, names);
        foreach (var sum in (ReadOnlySpan<ContactStatistics>)[Center, QueueOf(queue)])
        {
            AddHour(board.Arrivals, sum.Arrivals, hour);
            AddHour(board.Outcomes, sum.Outcomes, hour);
        }
    }

    /// <summary>Puts a contact on the boards of its queue, gate and skills; its figures go there from now on.</summary>
    public void Enter(OpenContact contact)
    {
        var boards = new ContactStatistics[3 + contact.Requirements.Count];
        boards[0] = Center;
        boards[1] = QueueOf(contact.Queue);
        boards[2] = GateOf(contact.Queue, contact.Gate);
        for (var index = 0; index < contact.Requirements.Count; index++)
            boards[3 + index] = SkillOf(contact.Requirements[index].Skill);
        contact.Statistics = boards;
        contact.Node = boards[2].Open!.AddLast(contact);
        foreach (var board in boards) board.Enter(contact.State, contact.IsCallback);
    }

    public static void Leave(OpenContact contact)
    {
        foreach (var board in contact.Statistics) board.Leave(contact.State, contact.IsCallback);
        contact.Node!.List!.Remove(contact.Node);
        (contact.Statistics, contact.Node) = ([], null);
    }

    /// <summary>Changes a contact's state.</summary>
    public static void Move(OpenContact contact, ContactState state, bool? callback = null)
    {
        foreach (var board in contact.Statistics) board.Leave(contact.State, contact.IsCallback);
        (contact.State, contact.IsCallback) = (state, callback ?? contact.IsCallback);
        foreach (var board in contact.Statistics) board.Enter(contact.State, contact.IsCallback);
    }

    private static void AddHour(FigureSeries from, FigureSeries to, long hour)
    {
        foreach (var (slot, tally) in from.Rows(hour * TimeSlots.PerHour, (hour + 1) * TimeSlots.PerHour)) to.At(slot).Add(tally);
    }

    /// <summary>Forgets the rows before a slot.</summary>
    public void DropBefore(long slot)
    {
        Center.DropBefore(slot);
        foreach (var board in _queues.Values) board.DropBefore(slot); // In any order: none of it depends on another.
        foreach (var (_, _, board) in _gatesInOrder) board.DropBefore(slot);
        foreach (var board in _skills.Values) board.DropBefore(slot); // In any order: each writes its own documents.
        foreach (var agent in _agentsInOrder) agent.DropBefore(slot);
    }
}

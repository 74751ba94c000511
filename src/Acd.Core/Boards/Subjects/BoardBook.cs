using System.Text.Json;

namespace Acd.Core;

/// <summary>All boards there are. The center's and the queues' are sums of their gates.</summary>
internal sealed class BoardBook
{
    private readonly Dictionary<QueueId, ContactBoard> _queues = [];
    private readonly Dictionary<(QueueId Queue, GateId? Gate), ContactBoard> _gates = [];
    private readonly Dictionary<SkillId, ContactBoard> _skills = [];
    private readonly Dictionary<AgentId, AgentBoard> _agents = [];
    private readonly List<(QueueId Queue, GateId? Gate, ContactBoard Board)> _gatesInOrder = [];
    private readonly List<AgentBoard> _agentsInOrder = [];
    private readonly FlushAgenda _agenda;

    public BoardBook(FlushAgenda agenda)
    {
        _agenda = agenda;
        Center = new ContactBoard(null, agenda);
    }

    public ContactBoard Center { get; }

    /// <summary>The gates of all queues, by the time of their first contact.</summary>
    public IReadOnlyList<(QueueId Queue, GateId? Gate, ContactBoard Board)> Gates => _gatesInOrder;

    /// <summary>All agents, removed ones too, by the time they were first heard of.</summary>
    public IReadOnlyList<AgentBoard> Agents => _agentsInOrder;

    public Dictionary<ContactId, OpenContact> Contacts { get; } = [];

    /// <summary>The open contacts that are other than their documents, by sequence.</summary>
    public IEnumerable<OpenContact> ChangedContacts => Contacts.Values // Its order is of no account: they are sorted.
        .Where(contact => contact.IsDirty).OrderBy(contact => contact.Sequence);

    public ContactBoard? FindQueue(QueueId queue) => _queues.GetValueOrDefault(queue);

    public ContactBoard? FindSkill(SkillId skill) => _skills.GetValueOrDefault(skill);

    public AgentBoard? FindAgent(AgentId agent) => _agents.GetValueOrDefault(agent);

    public ContactBoard QueueOf(QueueId queue)
    {
        if (_queues.TryGetValue(queue, out var board)) return board;
        return _queues[queue] = new ContactBoard(null, _agenda);
    }

    public ContactBoard GateOf(QueueId queue, GateId? gate)
    {
        if (_gates.TryGetValue((queue, gate), out var board)) return board;
        board = new ContactBoard($"{BoardNames.Gate}/{queue}/{gate}", _agenda) { Open = [] };
        _gates.Add((queue, gate), board);
        _gatesInOrder.Add((queue, gate, board));
        return board;
    }

    public ContactBoard SkillOf(SkillId skill)
    {
        if (_skills.TryGetValue(skill, out var board)) return board;
        return _skills[skill] = new ContactBoard($"{BoardNames.Skill}/{skill}", _agenda);
    }

    public AgentBoard AgentOf(AgentId agent)
    {
        if (_agents.TryGetValue(agent, out var board)) return board;
        board = new AgentBoard(agent, _agenda) { IsGone = true };
        _agents.Add(agent, board);
        _agentsInOrder.Add(board);
        return board;
    }

    /// <summary>Reads an hour of a gate, and adds it to the sums of its queue and the center.</summary>
    public void ReadGate(QueueId queue, GateId? gate, long hour, JsonElement json, IReadOnlyList<string> names)
    {
        var board = GateOf(queue, gate);
        board.Hours!.Read(hour, json, names);
        foreach (var sum in (ReadOnlySpan<ContactBoard>)[Center, QueueOf(queue)])
        {
            AddHour(board.Arrivals, sum.Arrivals, hour);
            AddHour(board.Outcomes, sum.Outcomes, hour);
        }
    }

    /// <summary>Puts a contact on the boards of its queue, gate and skills; its figures go there from now on.</summary>
    public void Enter(OpenContact contact)
    {
        var boards = new ContactBoard[3 + contact.Requirements.Count];
        boards[0] = Center;
        boards[1] = QueueOf(contact.Queue);
        boards[2] = GateOf(contact.Queue, contact.Gate);
        for (var index = 0; index < contact.Requirements.Count; index++)
            boards[3 + index] = SkillOf(contact.Requirements[index].Skill);
        contact.Boards = boards;
        contact.Node = boards[2].Open!.AddLast(contact);
        foreach (var board in boards) board.Enter(contact.State, contact.IsCallback);
    }

    public static void Leave(OpenContact contact)
    {
        foreach (var board in contact.Boards) board.Leave(contact.State, contact.IsCallback);
        contact.Node!.List!.Remove(contact.Node);
        (contact.Boards, contact.Node) = ([], null);
    }

    /// <summary>Changes a contact's state.</summary>
    public static void Move(OpenContact contact, ContactState state, bool? callback = null)
    {
        foreach (var board in contact.Boards) board.Leave(contact.State, contact.IsCallback);
        (contact.State, contact.IsCallback) = (state, callback ?? contact.IsCallback);
        foreach (var board in contact.Boards) board.Enter(contact.State, contact.IsCallback);
    }

    private static void AddHour(Series from, Series to, long hour)
    {
        foreach (var (slot, tally) in from.Rows(hour * Slots.PerHour, (hour + 1) * Slots.PerHour)) to.At(slot).Add(tally);
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

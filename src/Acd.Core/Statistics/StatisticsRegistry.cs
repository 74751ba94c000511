using System.Text.Json;

namespace Acd.Core;

/// <summary>All statistics by subject. Those of the center and the queues are sums of their gates.</summary>
internal sealed class StatisticsRegistry
{
    private readonly Dictionary<QueueId, ContactStatistics> _queues = [];
    private readonly Dictionary<(QueueId Queue, GateId? Gate), ContactStatistics> _gates = [];
    private readonly Dictionary<SkillId, ContactStatistics> _skills = [];
    private readonly Dictionary<AgentId, AgentStatistics> _agents = [];
    private readonly List<(QueueId Queue, GateId? Gate, ContactStatistics Statistics)> _gatesInOrder = [];
    private readonly List<AgentStatistics> _agentsInOrder = [];
    private readonly DirtySet _dirty;

    public StatisticsRegistry(DirtySet dirty)
    {
        _dirty = dirty;
        Center = new ContactStatistics(null, dirty);
    }

    public ContactStatistics Center { get; }

    /// <summary>The gates of all queues, by the time of their first contact.</summary>
    public IReadOnlyList<(QueueId Queue, GateId? Gate, ContactStatistics Statistics)> Gates => _gatesInOrder;

    /// <summary>All agents, removed ones included, by the time of their first event.</summary>
    public IReadOnlyList<AgentStatistics> Agents => _agentsInOrder;

    public Dictionary<ContactId, OpenContact> Contacts { get; } = [];

    /// <summary>The open contacts whose documents must be written, by sequence.</summary>
    public IEnumerable<OpenContact> ChangedContacts => Contacts.Values // Any order: they are sorted.
        .Where(contact => contact.IsDirty).OrderBy(contact => contact.Sequence);

    public ContactStatistics? FindQueue(QueueId queue) => _queues.GetValueOrDefault(queue);

    public ContactStatistics? FindSkill(SkillId skill) => _skills.GetValueOrDefault(skill);

    public AgentStatistics? FindAgent(AgentId agent) => _agents.GetValueOrDefault(agent);

    public ContactStatistics QueueOf(QueueId queue)
    {
        if (_queues.TryGetValue(queue, out var statistics)) return statistics;
        return _queues[queue] = new ContactStatistics(null, _dirty);
    }

    public ContactStatistics GateOf(QueueId queue, GateId? gate)
    {
        if (_gates.TryGetValue((queue, gate), out var statistics)) return statistics;
        statistics = new ContactStatistics($"{StatisticsDocumentNames.Gate}/{queue}/{gate}", _dirty) { Open = [] };
        _gates.Add((queue, gate), statistics);
        _gatesInOrder.Add((queue, gate, statistics));
        return statistics;
    }

    public ContactStatistics SkillOf(SkillId skill)
    {
        if (_skills.TryGetValue(skill, out var statistics)) return statistics;
        return _skills[skill] = new ContactStatistics($"{StatisticsDocumentNames.Skill}/{skill}", _dirty);
    }

    public AgentStatistics AgentOf(AgentId agent)
    {
        if (_agents.TryGetValue(agent, out var statistics)) return statistics;
        statistics = new AgentStatistics(agent, _dirty) { IsRemoved = true };
        _agents.Add(agent, statistics);
        _agentsInOrder.Add(statistics);
        return statistics;
    }

    /// <summary>Reads an hour of a gate and adds it to the sums of its queue and the center.</summary>
    public void ReadGate(QueueId queue, GateId? gate, long hour, JsonElement json, IReadOnlyList<string> names)
    {
        var statistics = GateOf(queue, gate);
        statistics.Documents!.Read(hour, json, names);
        foreach (var sum in (ReadOnlySpan<ContactStatistics>)[Center, QueueOf(queue)])
        {
            AddHour(statistics.Arrivals, sum.Arrivals, hour);
            AddHour(statistics.Outcomes, sum.Outcomes, hour);
        }
    }

    /// <summary>Adds a contact to the statistics of its queue, gate and skills.</summary>
    public void Enter(OpenContact contact)
    {
        var counted = new ContactStatistics[3 + contact.Requirements.Count];
        counted[0] = Center;
        counted[1] = QueueOf(contact.Queue);
        counted[2] = GateOf(contact.Queue, contact.Gate);
        for (var index = 0; index < contact.Requirements.Count; index++)
            counted[3 + index] = SkillOf(contact.Requirements[index].Skill);
        contact.Statistics = counted;
        contact.Node = counted[2].Open!.AddLast(contact);
        foreach (var statistics in counted) statistics.Enter(contact.State, contact.IsCallback);
    }

    public static void Leave(OpenContact contact)
    {
        foreach (var statistics in contact.Statistics) statistics.Leave(contact.State, contact.IsCallback);
        contact.Node!.List!.Remove(contact.Node);
        (contact.Statistics, contact.Node) = ([], null);
    }

    /// <summary>Changes a contact's state.</summary>
    public static void Move(OpenContact contact, ContactState state, bool? callback = null)
    {
        foreach (var statistics in contact.Statistics) statistics.Leave(contact.State, contact.IsCallback);
        (contact.State, contact.IsCallback) = (state, callback ?? contact.IsCallback);
        foreach (var statistics in contact.Statistics) statistics.Enter(contact.State, contact.IsCallback);
    }

    private static void AddHour(FigureSeries from, FigureSeries to, long hour)
    {
        foreach (var (slot, totals) in from.Rows(hour * TimeSlots.PerHour, (hour + 1) * TimeSlots.PerHour))
            to.At(slot).Add(totals);
    }

    /// <summary>Drops the rows before a slot.</summary>
    public void DropBefore(long slot)
    {
        Center.DropBefore(slot);
        foreach (var statistics in _queues.Values) statistics.DropBefore(slot); // Any order: each is independent.
        foreach (var (_, _, statistics) in _gatesInOrder) statistics.DropBefore(slot);
        foreach (var statistics in _skills.Values) statistics.DropBefore(slot); // Any order: each has its own documents.
        foreach (var agent in _agentsInOrder) agent.DropBefore(slot);
    }
}

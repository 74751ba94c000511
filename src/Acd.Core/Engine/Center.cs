using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>All that the engine holds in memory, and the few steps that every rule is made of.</summary>
internal sealed class Center
{
    private readonly List<Agent> _agentsInOrder = [];
    private readonly Dictionary<QueueId, CenterQueue> _queues = [];
    private long _lastIdleOrder;

    public Center(CenterSettings settings, long lastSequence, Boards boards, BoardKeeping keeping)
    {
        Boards = boards;
        Settings = settings;
        Channels = new Channels(settings.Channels);
        Journal = new Journal(Channels, lastSequence, boards, keeping);
        Matcher = new Matcher(Agenda.Unserved.Add);
        foreach (var queue in settings.Queues) _queues.Add(queue.Id, new CenterQueue(queue));
        Chronicle = new Chronicle(this);
        OfferSteps = new OfferSteps(this);
        Presences = new PresenceSteps(this);
    }

    public Timestamp Now { get; set; }

    public CenterSettings Settings { get; private set; }

    public Channels Channels { get; }

    public Journal Journal { get; }

    public Chronicle Chronicle { get; }

    public Boards Boards { get; }

    public OfferSteps OfferSteps { get; }

    public PresenceSteps Presences { get; }

    public Matcher Matcher { get; }

    public Deadlines Deadlines { get; } = new();

    /// <summary>What the present command has left to do.</summary>
    public Agenda Agenda { get; } = new();

    public Dictionary<ContactId, Contact> Contacts { get; } = [];

    public Dictionary<AgentId, Agent> Agents { get; } = [];

    /// <summary>Offers that are pending, or by which a contact is connected or in wrap-up.</summary>
    public Dictionary<long, Offer> Offers { get; } = [];

    /// <summary>Open contacts with cooldowns, by sequence.</summary>
    public SortedSet<Contact> Cooling { get; } =
        new(Comparer<Contact>.Create((left, right) => left.Sequence.CompareTo(right.Sequence)));

    public ClosedContacts Closed { get; } = new();

    /// <summary>The agents, by sequence.</summary>
    public IReadOnlyList<Agent> AgentsInOrder => _agentsInOrder;

    /// <summary>The waiting contacts of all queues, by rank.</summary>
    public IEnumerable<Contact> WaitingInOrder =>
        Settings.Queues.SelectMany(queue => _queues[queue.Id].Waiting.InOrder()).OrderBy(contact => contact.Key);

    public QueueSettings SettingsOf(Contact contact) => _queues[contact.Queue].Settings;

    public CenterQueue? FindQueue(QueueId queue) => _queues.GetValueOrDefault(queue);

    public CenterQueue QueueOf(Contact contact) => _queues[contact.Queue];

    public void Change(CenterSettings settings)
    {
        Settings = settings;
        foreach (var queue in settings.Queues) _queues[queue.Id].Settings = queue;
        Journal.Changed(settings);
        Chronicle.SettingsChanged();
    }

    /// <summary>Lets a queued contact wait in its line.</summary>
    public void Wait(Contact contact)
    {
        contact.Line.Add(contact);
        QueueOf(contact).Waiting.Add(contact);
    }

    /// <summary>Takes a contact from its line, if it waits there.</summary>
    public void StopWaiting(Contact contact)
    {
        if (!contact.Waits) return;
        contact.Line.Remove(contact);
        QueueOf(contact).Waiting.Remove(contact);
    }

    public Line LineFor(QueueId queue, int channel, IReadOnlyList<Requirement> requirements) =>
        Matcher.Use(Needs.Of(queue, channel, requirements), _agentsInOrder);

    public void Add(Agent agent)
    {
        Agents.Add(agent.Id, agent);
        _agentsInOrder.Add(agent);
        if (agent.IdleOrder > _lastIdleOrder) _lastIdleOrder = agent.IdleOrder;
        Matcher.AddSeats(agent);
        Matcher.Join(agent);
    }

    public void Remove(Agent agent)
    {
        Agents.Remove(agent.Id);
        _agentsInOrder.RemoveAt(FirstAgentAfter(agent.Sequence) - 1);
        Matcher.Leave(agent);
    }

    /// <summary>The place, among the agents by sequence, of the first one after a sequence number.</summary>
    public int FirstAgentAfter(long sequence)
    {
        var (low, high) = (0, _agentsInOrder.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_agentsInOrder[middle].Sequence <= sequence) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    /// <summary>Gives an agent the last place among the idle.</summary>
    public void Refresh(Agent agent)
    {
        _lastIdleOrder = Math.Max(Now.Milliseconds * IdleUnits, _lastIdleOrder + 1);
        agent.IdleOrder = _lastIdleOrder;
        Journal.Changed(agent);
    }

    /// <summary>How many units of <see cref="AgentDocument.IdleOrder"/> a millisecond has.</summary>
    public const long IdleUnits = 4096;
}

/// <summary>A queue: its settings and who waits in it.</summary>
internal sealed class CenterQueue(QueueSettings settings)
{
    public QueueSettings Settings { get; set; } = settings;

    public WaitingContacts Waiting { get; } = new();
}

// Over 300 lines because it holds all parts of the engine, and the operations that all handlers share.
using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>The engine's state in memory, with the basic operations that all handlers share.</summary>
internal sealed class EngineState
{
    private readonly List<Agent> _agentsInOrder = [];
    private readonly Dictionary<QueueId, QueueState> _queues = [];
    private readonly Dictionary<GateId, GateSettings> _gates = [];
    private readonly StatisticsProjection? _statistics;
    private readonly SettingsDocuments _settingsDocuments;
    private long _lastOrder;

    public EngineState(
        CenterSettings settings, long lastSequence, Timestamp now, StatisticsCheckpointer? checkpointer,
        IReferenceMatching? matching = null, IReadOnlyList<SettingPart>? settingParts = null)
    {
        _statistics = checkpointer is null ? new StatisticsProjection(settings, now) : null;
        Settings = settings;
        Now = now;
        Today = new CurrentDay(settings.TimeZone, now);
        Reservations = new PreferredAgentReservations(this);
        FurtherRings = new FurtherRings(this);
        RoomKeeping = new RoomKeeping(this);
        Channels = new ChannelTable(settings.Channels);
        Tracker = new ChangeTracker(Channels, lastSequence, checkpointer);
        WorkingSets = matching is null ? null : new WorkingSetTracker(matching, Channels);
        MatchIndex = new MatchIndex(Pending.StaffChangedLines.Add, WorkingSets is null ? null : WorkingSets.MarkChanged);
        foreach (var queue in settings.Queues) Index(queue);
        foreach (var gate in settings.Gates) _gates.Add(gate.Id, gate);
        _settingsDocuments = new SettingsDocuments(Tracker, settingParts ?? []);
        Emitter = new EventEmitter(this);
        OfferTransitions = new OfferTransitions(this);
        OfferPauses = new OfferPauses(this);
        RunningDeadlines = new RunningDeadlines(this);
        PresenceTransitions = new PresenceTransitions(this);
        Closing = new CloseTransitions(this);
        AgentWrapUps = new AgentWrapUpTransitions(this);
        Handovers = new HandoverTransitions(this);
        Callbacks = new CallbackTransitions(this);
        WaitActions = new WaitActionTransitions(this);
        Plans = new PlanScheduler(this);
        Staffing = new StaffingTransitions(this);
        AbandonedPlaces = new AbandonedPlaces(this);
        Requests = new RememberedRequests(this);
        Releases = new ReleaseTransitions(this);
        Parks = new ParkTransitions(this);
        Outages = new OutageTransitions(this);
    }

    public Timestamp Now { get; private set; }

    /// <summary>The current day in the center's time zone.</summary>
    public CurrentDay Today { get; private set; }

    public CenterSettings Settings { get; private set; }

    public ChannelTable Channels { get; }

    public ChangeTracker Tracker { get; }

    public EventEmitter Emitter { get; }

    /// <summary>The statistics, with all emitted events counted.</summary>
    public StatisticsProjection Statistics => _statistics ?? Tracker.CurrentStatistics();

    /// <summary>Whether the statistics are loaded. Queries for figures are not allowed before.</summary>
    public bool HasStatistics => _statistics is not null || Tracker.HasStatistics;

    public OfferTransitions OfferTransitions { get; }

    public OfferPauses OfferPauses { get; }

    public RunningDeadlines RunningDeadlines { get; }

    public PresenceTransitions PresenceTransitions { get; }

    public CloseTransitions Closing { get; }

    public AgentWrapUpTransitions AgentWrapUps { get; }

    public HandoverTransitions Handovers { get; }

    public CallbackTransitions Callbacks { get; }

    public WaitActionTransitions WaitActions { get; }

    public PlanScheduler Plans { get; }

    public StaffingTransitions Staffing { get; }

    /// <summary>The callers who may get their places back.</summary>
    public AbandonedPlaces AbandonedPlaces { get; }

    /// <summary>The keys of carried out requests.</summary>
    public RememberedRequests Requests { get; }

    public ReleaseTransitions Releases { get; }

    public ParkTransitions Parks { get; }

    public OutageTransitions Outages { get; }

    public MatchIndex MatchIndex { get; }

    /// <summary>The working sets that the engine matches by. Null if the index matches.</summary>
    public WorkingSetTracker? WorkingSets { get; }

    /// <summary>The waiting contacts that have a preferred agent.</summary>
    public PreferredAgentReservations Reservations { get; }

    /// <summary>The offered contacts that ring at fewer agents than their queue allows.</summary>
    public FurtherRings FurtherRings { get; }

    /// <summary>The agents that keep room for contacts that need much of it.</summary>
    public RoomKeeping RoomKeeping { get; }

    public DeadlineQueue Deadlines { get; } = new();

    /// <summary>The work that the current command still has to do.</summary>
    public PendingWork Pending { get; } = new();

    public Dictionary<ContactId, Contact> Contacts { get; } = [];

    public Dictionary<AgentId, Agent> Agents { get; } = [];

    /// <summary>Offers that are pending, or whose contact is connected or in wrap-up.</summary>
    public Dictionary<long, Offer> Offers { get; } = [];

    /// <summary>Open contacts with cooldowns, by sequence.</summary>
    public SortedSet<Contact> ContactsInCooldown { get; } =
        new(Comparer<Contact>.Create((left, right) => left.Sequence.CompareTo(right.Sequence)));

    public ClosedContacts Closed { get; } = new();

    /// <summary>The agents, by sequence.</summary>
    public IReadOnlyList<Agent> AgentsInOrder => _agentsInOrder;

    /// <summary>The waiting contacts of all queues, by rank.</summary>
    public IEnumerable<Contact> WaitingInOrder =>
        MatchIndex.Lines.SelectMany(line => line.PlacesInOrder()).OrderBy(contact => contact.Key);

    /// <summary>The waiting contacts of a queue, in any order.</summary>
    public IEnumerable<Contact> WaitingIn(QueueId queue) =>
        MatchIndex.Lines.Where(line => line.Key.Queue == queue).SelectMany(line => line.PlacesInOrder());

    public QueueSettings SettingsOf(Contact contact) => _queues[contact.Queue].Settings;

    public QueueState? FindQueue(QueueId queue) => _queues.GetValueOrDefault(queue);

    public QueueState QueueOf(Contact contact) => _queues[contact.Queue];

    /// <summary>Advances the clock. A time before the current one counts as the current one.</summary>
    public void Advance(Timestamp now)
    {
        if (now <= Now) return;
        Now = now;
        if (Today.Advance(now)) ResetDailyCounts();
    }

    public GateSettings? FindGate(GateId gate) => _gates.GetValueOrDefault(gate);

    public GateSettings? GateOf(Contact contact) => contact.Gate is { } gate ? _gates[gate] : null;

    /// <summary>Applies a change of the settings, writes its documents and emits it.</summary>
    public void ChangeSettings(SettingsChanged change)
    {
        var settings = change.ApplyTo(Settings);
        if (settings.TimeZone != Settings.TimeZone)
        {
            Today = new CurrentDay(settings.TimeZone, Now);
            ResetDailyCounts();
        }

        Settings = settings;
        if (change.Queue is { } queue) Index(queue);
        if (change.RemovedQueue is { } goneQueue) _queues.Remove(goneQueue);
        if (change.Gate is { } gate) _gates[gate.Id] = gate;
        if (change.RemovedGate is { } goneGate) _gates.Remove(goneGate);
        _settingsDocuments.Write(change, settings);
        Emitter.SettingsChanged(change);
    }

    /// <summary>Takes the channel costs from changed settings, and updates every agent's free capacity.</summary>
    public void ChangeChannels()
    {
        Channels.Change(Settings.Channels);
        foreach (var agent in _agentsInOrder)
        {
            agent.ChangeProfile(agent.Profile);
            Tracker.AvailabilityChanged(agent);
            MatchIndex.UpdateRosters(agent);
            Pending.Add(agent);
        }
    }

    /// <summary>Puts a queued contact into its line.</summary>
    public void Wait(Contact contact)
    {
        Reservations.Wait(contact);
        contact.Line.TakePlace(contact);
        WorkingSets?.MarkChanged(contact);
    }

    /// <summary>Removes a contact from its line, if it waits there, queued or for further agents.</summary>
    public void StopWaiting(Contact contact)
    {
        FurtherRings.Leave(contact);
        if (!contact.IsInLine) return;
        Reservations.StopWaiting(contact);
        contact.Line.LeavePlace(contact);
        WorkingSets?.MarkChanged(contact);
    }

    /// <summary>Resolves a queue and a gate from at least one of them. What is given must exist.</summary>
    public (QueueId Queue, GateId? Gate) ResolveTarget(QueueId? queue, GateId? gate) =>
        gate is { } by ? (_gates[by].Queue, by) : (queue!.Value, null);

    /// <summary>
    /// Updates whether a contact takes one of its queue's limited places. Queued and offered contacts take one, callbacks
    /// and parked contacts do not.
    /// </summary>
    public void UpdatePlacesTaken(Contact contact)
    {
        UpdateRinging(contact);
        var takesPlace = contact.State is ContactState.Queued or ContactState.Offered
            && contact.Callback is null && contact.Parked is null;
        var queue = takesPlace ? QueueOf(contact) : null;
        if (queue == contact.CountedIn) return;
        if (contact.CountedIn is { } before) before.PlacesTaken--;
        if (queue is not null) queue.PlacesTaken++;
        contact.CountedIn = queue;
    }

    /// <summary>Updates whether a contact counts among the ringing ones of its line.</summary>
    public static void UpdateRinging(Contact contact)
    {
        var line = contact is { State: ContactState.Offered, IsAway: false } ? contact.Line : null;
        if (line == contact.RingsIn) return;
        contact.RingsIn?.RemoveRinging(contact);
        line?.AddRinging(contact);
        contact.RingsIn = line;
    }

    /// <summary>The open contacts by sequence, for updates after a settings change.</summary>
    public IEnumerable<Contact> OpenContacts() => Contacts.Values.OrderBy(contact => contact.Sequence);

    public WaitingLine AcquireLine(QueueId queue, int channel, IReadOnlyList<Requirement> requirements)
    {
        var settings = _queues[queue].Settings;
        return MatchIndex.AcquireLine(
            RequirementsKey.Of(queue, channel, requirements), _agentsInOrder, AgentOrderKey.Of(settings),
            StaffRules.Of(settings));
    }

    public void Add(Agent agent)
    {
        Agents.Add(agent.Id, agent);
        _agentsInOrder.Add(agent);
        _lastOrder = Math.Max(_lastOrder, Math.Max(agent.IdleOrder, agent.ContactOrder));
        MatchIndex.AddRosterEntries(agent);
        MatchIndex.AddAgent(agent);
    }

    public void Remove(Agent agent)
    {
        Agents.Remove(agent.Id);
        _agentsInOrder.RemoveAt(FirstAgentAfter(agent.Sequence) - 1);
        MatchIndex.RemoveAgent(agent);
    }

    /// <summary>The index of the first agent after a sequence number, in the order by sequence.</summary>
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

    /// <summary>Moves an agent to the end of the idle order, when it takes or finishes a contact.</summary>
    public void RenewIdleOrder(Agent agent)
    {
        agent.IdleOrder = agent.ContactOrder = NextOrder();
        Tracker.Changed(agent);
    }

    /// <summary>The next number at the end of the idle order. Each number is given once.</summary>
    public long NextOrder() => _lastOrder = Math.Max(Now.Milliseconds * IdleUnits, _lastOrder + 1);

    /// <summary>
    /// Resets the agents' daily counts when the day changes. An agent keeps its count if it was counted on the new day already.
    /// </summary>
    private void ResetDailyCounts()
    {
        foreach (var agent in _agentsInOrder)
        {
            var contacts = agent.DailyCount.Day == Today.Date ? agent.DailyCount.Contacts : 0;
            if (contacts == agent.ContactsToday) continue;
            agent.ContactsToday = contacts;
            MatchIndex.UpdateRosters(agent);
        }
    }

    /// <summary>The number of <see cref="AgentDocument.IdleOrder"/> units in a millisecond.</summary>
    public const long IdleUnits = 4096;

    private void Index(QueueSettings queue)
    {
        if (_queues.TryGetValue(queue.Id, out var known)) known.Settings = queue;
        else _queues.Add(queue.Id, new QueueState(queue));
        MatchIndex.Reorder(queue.Id, AgentOrderKey.Of(queue), _agentsInOrder);
        MatchIndex.ChangeStaffRule(queue.Id, StaffRules.Of(queue));
    }
}

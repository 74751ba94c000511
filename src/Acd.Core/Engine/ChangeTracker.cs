using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>Collects the changes since they were last taken: the events, and the documents to write.</summary>
/// <param name="channels">The channels.</param>
/// <param name="lastSequence">The sequence number of the last event.</param>
/// <param name="statistics">Counts the events and writes the statistics. Null in a simulation without statistics.</param>
internal sealed class ChangeTracker(ChannelTable channels, long lastSequence, StatisticsCheckpointer? statistics)
{
    private List<CenterEvent> _events = [];
    private readonly int _voice = channels.Voice;
    private readonly List<Contact> _contacts = [];
    private readonly List<Contact> _roomChanged = [];
    private readonly List<Agent> _agents = [];
    private readonly List<Agent> _availabilityChanged = [];
    private List<AgentId> _removed = [];
    private List<ContactId> _forgotten = [];
    private readonly Dictionary<ContactId, int> _forgottenPositions = [];
    private readonly List<NamedDocument> _named = [];
    private readonly Dictionary<string, int> _namedPositions = new(StringComparer.Ordinal);
    private CenterSettings? _settings;

    public long LastSequence { get; private set; } = lastSequence;

    /// <summary>The next event's sequence number.</summary>
    public long NextSequence() => ++LastSequence;

    /// <summary>The number of taken events that the statistics have not counted yet.</summary>
    public long UncountedEvents => statistics?.PendingEvents ?? 0;

    public void AddEvent(CenterEvent centerEvent) => _events.Add(centerEvent);

    /// <summary>Whether the statistics are loaded.</summary>
    public bool HasStatistics => statistics is { IsRestored: true };

    /// <summary>The statistics, with all events counted.</summary>
    public StatisticsProjection CurrentStatistics() =>
        statistics?.CatchUp(_events) ?? throw new InvalidOperationException("A simulation has no statistics.");

    /// <summary>Loads the statistics from their documents. Safe to run on another thread.</summary>
    public void LoadStatistics(IReadOnlyList<NamedDocument> documents) => statistics?.Restore(documents);

    /// <summary>Counts the taken events in the statistics. Safe to run on another thread.</summary>
    public void UpdateStatistics() => statistics?.ProcessPending();

    public void Changed(Contact contact)
    {
        contact.InvalidateDocument();
        if (contact.IsChanged) return;
        contact.IsChanged = true;
        _contacts.Add(contact);
    }

    /// <summary>Marks a contact for which room may be kept otherwise than in its last document.</summary>
    public void RoomChanged(Contact contact)
    {
        contact.InvalidateDocument();
        _roomChanged.Add(contact);
    }

    public void Changed(Agent agent)
    {
        AvailabilityChanged(agent);
        if (agent.IsChanged) return;
        agent.IsChanged = true;
        _agents.Add(agent);
    }

    /// <summary>Marks an agent whose free capacity has changed. The capacity is not in the agent's document.</summary>
    public void AvailabilityChanged(Agent agent)
    {
        if (agent.IsAvailabilityChanged) return;
        agent.IsAvailabilityChanged = true;
        _availabilityChanged.Add(agent);
    }

    public void Changed(CenterSettings settings) => _settings = settings;

    public void Removed(Agent agent)
    {
        AvailabilityChanged(agent);
        _agents.Remove(agent);
        agent.IsChanged = false;
        _removed.Add(agent.Id);
    }

    public void Added(Agent agent)
    {
        // An agent that is removed and recreated in one batch only changes.
        _removed.Remove(agent.Id);
        Changed(agent);
    }

    /// <summary>Adds a named document to write. Without JSON it is deleted.</summary>
    public void PutDocument(NamedDocument document)
    {
        if (_namedPositions.TryAdd(document.Name, _named.Count)) _named.Add(document);
        else _named[_namedPositions[document.Name]] = document;
    }

    /// <summary>Includes the statistics documents in the next changes.</summary>
    public void RequestStatisticsFlush() => statistics?.RequestCheckpoint();

    public void Forgotten(ContactId contact)
    {
        _forgotten.Add(contact);
        _forgottenPositions[contact] = _contacts.Count;
    }

    /// <summary>Sets the loaded agents as the baseline. Their places in the availability sets count as published.</summary>
    public void BaselineAvailability(IEnumerable<Agent> agents)
    {
        foreach (var agent in agents)
            if (agent.HasRoom(_voice))
                (agent.PublishedSkillProfile, agent.PublishedIdleOrder) = (agent.SkillProfile, agent.IdleOrder);
    }

    public Changes TakeChanges()
    {
        if (_forgotten.Count > 0) DropForgotten();
        TakeRoomChanges();
        statistics?.Enqueue(_events);
        statistics?.TakeDocuments(PutDocument);
        var contacts = new ContactDocument[_contacts.Count];
        for (var index = 0; index < contacts.Length; index++)
        {
            contacts[index] = _contacts[index].TakeDocument();
            _contacts[index].IsChanged = false;
        }

        var agents = new AgentDocument[_agents.Count];
        for (var index = 0; index < agents.Length; index++)
        {
            agents[index] = _agents[index].ToDocument();
            _agents[index].IsChanged = false;
        }

        var changes = new Changes
        {
            Contacts = contacts,
            Agents = agents,
            RemovedAgents = _removed.Count == 0 ? [] : _removed,
            ForgottenContacts = _forgotten.Count == 0 ? [] : _forgotten,
            Availability = TakeAvailability(),
            Settings = _settings,
            Named = _named.Count == 0 ? [] : [.. _named],
            Events = _events,
        };
        Clear();
        return changes;
    }

    /// <summary>Takes only the events and discards all other changes.</summary>
    public IReadOnlyList<CenterEvent> TakeEvents()
    {
        var events = _events;
        statistics?.Enqueue(events);
        foreach (var contact in _contacts) contact.IsChanged = false;
        foreach (var agent in _agents) agent.IsChanged = false;
        foreach (var agent in _availabilityChanged) agent.IsAvailabilityChanged = false;
        _availabilityChanged.Clear();
        _forgottenPositions.Clear();
        _roomChanged.Clear();
        Clear();
        return events;
    }

    /// <summary>Adds the contacts whose room is kept otherwise. It may have been released and kept again meanwhile.</summary>
    private void TakeRoomChanges()
    {
        foreach (var contact in _roomChanged)
        {
            if (contact.Room is not { } room || (room.IsWritten && room.WrittenKeeper == room.Keeper)) continue;
            (room.IsWritten, room.WrittenKeeper) = (true, room.Keeper);
            Changed(contact);
        }

        _roomChanged.Clear();
    }

    private void Clear()
    {
        _contacts.Clear();
        _agents.Clear();
        _named.Clear();
        _namedPositions.Clear();
        _events = [];

        // The lists that were handed out are replaced, not reused.
        if (_removed.Count > 0) _removed = [];
        if (_forgotten.Count > 0) _forgotten = [];
        _settings = null;
    }

    /// <summary>
    /// Drops contacts that closed and were evicted in one batch. A later contact with the same id is still written.
    /// </summary>
    private void DropForgotten()
    {
        var place = 0;
        _contacts.RemoveAll(contact =>
            place++ < _forgottenPositions.GetValueOrDefault(contact.Id) && contact.State == ContactState.Closed);
        _forgottenPositions.Clear();
    }

    private List<AvailabilityChange> TakeAvailability()
    {
        var changes = new List<AvailabilityChange>(_availabilityChanged.Count);
        foreach (var agent in _availabilityChanged)
        {
            agent.IsAvailabilityChanged = false;
            var before = agent.PublishedSkillProfile;
            var now = agent.HasRoom(_voice) ? agent.SkillProfile : null;
            if (before == now && (now is null || agent.IdleOrder == agent.PublishedIdleOrder)) continue;
            changes.Add(now is null
                ? new AvailabilityChange(agent.Id, Left(before, now), [], null)
                : new AvailabilityChange(agent.Id, Left(before, now), now.Names, agent.IdleOrder));
            (agent.PublishedSkillProfile, agent.PublishedIdleOrder) = (now, agent.IdleOrder);
        }

        _availabilityChanged.Clear();
        return changes;
    }

    private static SkillId[] Left(SkillProfile? before, SkillProfile? after)
    {
        if (before is null || before == after) return [];
        return after is null ? before.Names : [.. before.Names.Except(after.Names)];
    }
}

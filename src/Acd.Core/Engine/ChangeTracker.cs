using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>What has changed since it was last taken: events as they happen, and whose documents are to be written.</summary>
/// <param name="channels">The channels.</param>
/// <param name="lastSequence">The number of the last event.</param>
/// <param name="boards">Counts the events, and writes the boards; none where nobody will ask for them.</param>
internal sealed class ChangeTracker(ChannelTable channels, long lastSequence, StatisticsCheckpointer? boards)
{
    private List<CenterEvent> _events = [];
    private readonly int _voice = channels.Voice;
    private readonly List<Contact> _contacts = [];
    private readonly List<Agent> _agents = [];
    private readonly List<Agent> _availabilityChanged = [];
    private List<AgentId> _removed = [];
    private List<ContactId> _forgotten = [];
    private readonly Dictionary<ContactId, int> _forgottenPositions = [];
    private readonly List<NamedDocument> _named = [];
    private readonly Dictionary<string, int> _namedPositions = new(StringComparer.Ordinal);
    private CenterSettings? _settings;

    public long LastSequence { get; private set; } = lastSequence;

    /// <summary>The number for the next event.</summary>
    public long NextSequence() => ++LastSequence;

    /// <summary>How many of the events that were taken are not counted in the boards.</summary>
    public long UncountedEvents => boards?.PendingEvents ?? 0;

    public void AddEvent(CenterEvent happened) => _events.Add(happened);

    /// <summary>Whether the boards are made already.</summary>
    public bool HasStatistics => boards is { IsRestored: true };

    /// <summary>The boards, with everything counted that has happened.</summary>
    public StatisticsProjection CurrentStatistics() =>
        boards?.CatchUp(_events) ?? throw new InvalidOperationException("Nobody keeps boards of this center.");

    /// <summary>Makes the boards of their documents, beside everything else.</summary>
    public void LoadStatistics(IReadOnlyList<NamedDocument> documents) => boards?.Restore(documents);

    /// <summary>Counts in the boards what was taken, beside everything else.</summary>
    public void UpdateStatistics() => boards?.ProcessPending();

    public void Changed(Contact contact)
    {
        contact.InvalidateDocument();
        if (contact.IsChanged) return;
        contact.IsChanged = true;
        _contacts.Add(contact);
    }

    public void Changed(Agent agent)
    {
        AvailabilityChanged(agent);
        if (agent.IsChanged) return;
        agent.IsChanged = true;
        _agents.Add(agent);
    }

    /// <summary>An agent's room has changed, which is not in its document.</summary>
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
        // An agent removed and made anew in one batch is only another one of the same name.
        _removed.Remove(agent.Id);
        Changed(agent);
    }

    /// <summary>A named document is new or different, or gone where there is no JSON.</summary>
    public void PutDocument(NamedDocument document)
    {
        if (_namedPositions.TryAdd(document.Name, _named.Count)) _named.Add(document);
        else _named[_namedPositions[document.Name]] = document;
    }

    /// <summary>The boards are written with what is taken next.</summary>
    public void RequestStatisticsFlush() => boards?.RequestCheckpoint();

    public void Forgotten(ContactId contact)
    {
        _forgotten.Add(contact);
        _forgottenPositions[contact] = _contacts.Count;
    }

    /// <summary>
    /// Starts from agents as a store has them: nothing has changed, and their places in the availability sets are known.
    /// </summary>
    public void BaselineAvailability(IEnumerable<Agent> agents)
    {
        foreach (var agent in agents)
            if (agent.HasRoom(_voice)) (agent.PublishedSkillProfile, agent.PublishedIdleOrder) = (agent.SkillProfile, agent.IdleOrder);
    }

    public Changes TakeChanges()
    {
        if (_forgotten.Count > 0) DropForgotten();
        boards?.Enqueue(_events);
        boards?.TakeDocuments(PutDocument);
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

    /// <summary>Takes the events alone. What else has changed is let go.</summary>
    public IReadOnlyList<CenterEvent> TakeEvents()
    {
        var events = _events;
        boards?.Enqueue(events);
        foreach (var contact in _contacts) contact.IsChanged = false;
        foreach (var agent in _agents) agent.IsChanged = false;
        foreach (var agent in _availabilityChanged) agent.IsAvailabilityChanged = false;
        _availabilityChanged.Clear();
        _forgottenPositions.Clear();
        Clear();
        return events;
    }

    private void Clear()
    {
        _contacts.Clear();
        _agents.Clear();
        _named.Clear();
        _namedPositions.Clear();
        _events = [];

        // What was given away is not written in again.
        if (_removed.Count > 0) _removed = [];
        if (_forgotten.Count > 0) _forgotten = [];
        _settings = null;
    }

    /// <summary>
    /// What was closed and forgotten in one batch is not to be written any more; another contact of that name that came
    /// after it is.
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
            var (before, now) = (agent.PublishedSkillProfile, agent.SkillProfile is { } profile && agent.HasRoom(_voice) ? profile : null);
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

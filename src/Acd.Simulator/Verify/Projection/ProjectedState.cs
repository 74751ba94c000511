using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// The center's state projected from its events, by <c>docs/reference/rules.md</c>. It applies events without a check, which
/// is the checkers' task. What no event reports (a contact's own plan, the end of a preference or a cooldown) comes from the
/// documents of a commit, if it gets them.
/// </summary>
/// <param name="settings">The settings before the first event.</param>
internal sealed partial class ProjectedState(CenterSettings settings)
{
    private const long IdleUnits = 4096;

    private long _lastOrder;

    public CenterSettings Settings { get; private set; } = settings;

    public Dictionary<ContactId, ProjectedContact> Contacts { get; } = [];

    public Dictionary<AgentId, ProjectedAgent> Agents { get; } = [];

    /// <summary>Closed contacts, for as long as a store keeps them.</summary>
    public Dictionary<ContactId, ClosedContact> Closed { get; } = [];

    /// <summary>The last documents of closed contacts, as a store keeps them.</summary>
    public Dictionary<ContactId, ContactDocument> ClosedDocuments { get; } = [];

    /// <summary>The places of callers who hung up and may come back.</summary>
    public ProjectedAbandonedPlaces AbandonedPlaces { get; } = new();

    /// <summary>All offers so far, in order.</summary>
    public List<(OfferId Offer, ContactId Contact, AgentId Agent)> OffersMade { get; } = [];

    /// <summary>The number of the last event.</summary>
    public long LastSequence { get; private set; }

    /// <summary>How far the engine's time has certainly advanced.</summary>
    public ProjectedTime Time { get; } = new();

    /// <summary>The waiting contacts, by rank.</summary>
    public IEnumerable<ProjectedContact> Waiting =>
        Contacts.Values.Where(contact => contact.State == ContactState.Queued).OrderBy(contact => contact.Key);

    /// <summary>The counts of the center.</summary>
    public CenterCounts Counts => new(
        CountIn(ContactState.Queued), CountIn(ContactState.Offered), CountIn(ContactState.Connected),
        CountIn(ContactState.WrapUp),
        CountWith(Presence.Offline), CountWith(Presence.Available), CountWith(Presence.NotReady), CountWith(Presence.Draining));

    public QueueSettings QueueOf(ProjectedContact contact) => QueueOf(contact.Queue);

    public QueueSettings QueueOf(QueueId id) =>
        Settings.Queues.FirstOrDefault(queue => queue.Id == id) ?? new QueueSettings(id);

    public GateSettings? FindGate(GateId? id) => id is null ? null : Settings.Gates.FirstOrDefault(gate => gate.Id == id);

    /// <summary>The cost of a contact of a channel for an agent, and the agent's limit of such contacts.</summary>
    public ChannelCost CostOf(ProjectedAgent agent, ChannelId channel) =>
        agent.Profile.Channels.FirstOrDefault(own => own.Channel == channel)
        ?? Settings.Channels.FirstOrDefault(cost => cost.Channel == channel)
        ?? new ChannelCost(channel, 1);

    /// <summary>Applies an event.</summary>
    public void Apply(CenterEvent centerEvent)
    {
        LastSequence = centerEvent.Sequence;
        Time.Reach(centerEvent.At);
        switch (centerEvent)
        {
            case ContactEvent contactEvent:
                Apply(contactEvent);
                break;
            case AgentPresenceChanged presence:
                Apply(presence);
                break;
            case AgentChanged { Agent: { } id } changed:
                Apply(id, changed);
                break;
            case AgentWrapUpStarted { Agent: { } id } started when Agents.TryGetValue(id, out var agent):
                agent.WrapUps.Add(started);
                break;
            case AgentWrapUpEnded { Agent: { } id } ended when Agents.TryGetValue(id, out var agent):
                agent.WrapUps.RemoveAll(wrapUp => wrapUp.Offer == ended.Offer);
                Refresh(agent, ended.At);
                break;
            case SettingsChanged changed:
                Settings = changed.ApplyTo(Settings);
                break;
            case CenterReturned returned:
                Apply(returned);
                break;
        }
    }

    private int CountIn(ContactState state) => Contacts.Values.Count(contact => contact.State == state);

    /// <summary>The number of agents with a presence.</summary>
    public int CountWith(Presence presence) => Agents.Values.Count(agent => agent.Presence == presence);
}

/// <summary>Applies events of agents.</summary>
internal sealed partial class ProjectedState
{
    private void Apply(AgentPresenceChanged changed)
    {
        if (changed.Agent is not { } id || !Agents.TryGetValue(id, out var agent)) return;
        var before = agent.Presence;
        (agent.Presence, agent.Reason) = (changed.Presence, changed.Reason);
        if (changed is { Presence: Presence.Available } or { Presence: Presence.NotReady, Reason: "ringNoAnswer" })
            agent.Missed = (0, agent.Missed.At);
        if (before == Presence.Offline != (changed.Presence == Presence.Offline)) ScheduleReleases(agent, changed.At);
        if (changed.Presence == Presence.Available && before != Presence.Available) agent.IdleOrder = NextOrder(changed.At);
        if (before == Presence.Offline && changed.Presence != Presence.Offline)
            agent.ContactOrder = changed.Presence == Presence.Available ? agent.IdleOrder : NextOrder(changed.At);
    }

    /// <summary>Schedules the releases of an agent's contacts when it leaves, and cancels them when it is back.</summary>
    private void ScheduleReleases(ProjectedAgent agent, Timestamp at)
    {
        foreach (var (contact, offer) in agent.Assignments)
        {
            if (contact.Handover == offer) continue;
            contact.Release = null;
            var rule = QueueOf(contact).AgentGoneOn(contact.Channel);
            var isGone = agent.Presence == Presence.Offline && contact.State == ContactState.Connected;
            if (isGone && rule.Do != AgentGoneAction.Keep) contact.Release = new ReleaseDocument(at + rule.After, rule.Do);
        }
    }

    private void Apply(AgentId id, AgentChanged changed)
    {
        if (changed.Profile is not { } profile)
        {
            Agents.Remove(id);
            foreach (var contact in Contacts.Values) contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == id);
        }
        else if (Agents.TryGetValue(id, out var agent))
        {
            agent.Profile = profile;
        }
        else
        {
            Agents.Add(id, new ProjectedAgent(id, changed.Sequence, profile));
        }
    }

    private void Refresh(ProjectedAgent agent, Timestamp at) => agent.IdleOrder = agent.ContactOrder = NextOrder(at);

    private long NextOrder(Timestamp at) => _lastOrder = Math.Max(at.Milliseconds * IdleUnits, _lastOrder + 1);
}

/// <summary>Applies what no event reports, from the documents of a commit.</summary>
internal sealed partial class ProjectedState
{
    private const string ReturnPrefix = "return:";

    private Dictionary<ContactId, ContactDocument> _documents = [];
    private Dictionary<ContactId, long> _lastPreferences = [];

    /// <summary>Begins a commit, whose events are applied next.</summary>
    public void Begin(CommittedBatch commit)
    {
        Time.Begin(commit.Lease.Epoch);
        _documents = commit.Changes.Contacts.ToDictionary(contact => contact.Id);
        _lastPreferences = [];
        foreach (var centerEvent in commit.Changes.Events)
            if (centerEvent is ContactQueued or ContactTransferred or ContactReleased or ContactUnparked
                && centerEvent is ContactEvent { Contact: var contact })
                _lastPreferences[contact] = centerEvent.Sequence;
    }

    /// <summary>
    /// Applies the contacts' cooldowns, the callbacks that no longer wait for an attempt, and the removal of abandoned places.
    /// </summary>
    public void ApplyContactDocuments(CommittedBatch commit)
    {
        Time.Settle();
        foreach (var document in commit.Changes.Contacts)
        {
            if (document.State == ContactState.Closed) ClosedDocuments[document.Id] = document;
            if (!Contacts.TryGetValue(document.Id, out var contact)) continue;
            (contact.Cooldowns, contact.UnknownSender) = ([.. document.Cooldowns], null);
            contact.Room = (document.RoomAt, document.RoomKeptSince);
            contact.UnstaffedSince = document.UnstaffedSince;
            contact.PausedUntil = document.PausedUntil;
            if (contact.Callback is { } callback && document.Callback is { NotBefore: null })
                contact.Callback = callback with { NotBefore = null };
        }

        foreach (var (name, json) in commit.Changes.Named)
            if (json is null && name.StartsWith(ReturnPrefix, StringComparison.Ordinal))
                AbandonedPlaces.Remove(name[ReturnPrefix.Length..]);
    }

    /// <summary>
    /// Applies forgotten contacts and the agents' idle orders. An engine that is loaded after the last agent was removed reuses
    /// that agent's idle order, which changes no order.
    /// </summary>
    public void ApplyAgentDocuments(CommittedBatch commit)
    {
        foreach (var document in commit.Changes.Agents)
        {
            if (Agents.TryGetValue(document.Id, out var agent))
                (agent.IdleOrder, agent.ContactOrder) = (document.IdleOrder, document.ContactOrder);
            _lastOrder = Math.Max(_lastOrder, Math.Max(document.IdleOrder, document.ContactOrder));
        }

        // A contact that was forgotten and posted again may have closed again in the same batch.
        foreach (var forgotten in commit.Changes.ForgottenContacts)
            if (!_documents.ContainsKey(forgotten)) Closed.Remove(forgotten);
    }

    private ContactDocument? DocumentOf(ContactId contact, long sequence) =>
        _documents.TryGetValue(contact, out var document) && document.Sequence == sequence ? document : null;

    /// <summary>The preference that an event gives a contact. The document shows its end if this event is the latest.</summary>
    private AgentPreference? PreferenceOf(ContactEvent contactEvent, AgentId? agent)
    {
        if (agent is not { } id) return null;
        var isLast = _lastPreferences.GetValueOrDefault(contactEvent.Contact) == contactEvent.Sequence;
        var document = isLast ? _documents.GetValueOrDefault(contactEvent.Contact) : null;
        return new AgentPreference(id, document?.PreferredUntil);
    }
}

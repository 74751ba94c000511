namespace Acd.Core;

/// <summary>
/// The distributor: a deterministic state machine. Commands and times go in; replies, changes and events come out. It does no
/// I/O, and one thread at a time may use it. <c>docs/reference/rules.md</c> specifies each command.
/// </summary>
public sealed class Engine
{
    private readonly EngineState _state;
    private readonly ContactCommandHandler _contactCommands;
    private readonly OfferCommandHandler _offerCommands;
    private readonly AgentCommandHandler _agentCommands;
    private readonly CenterCommandHandler _centerCommands;
    private readonly QueueCommandHandler _queueCommands;
    private readonly GateCommandHandler _gateCommands;
    private readonly DeadlineHandler _deadlines;
    private readonly Matchmaker _matchmaker;
    private readonly QueryHandler _queries;

    private Engine(EngineState state)
    {
        _state = state;
        _contactCommands = new ContactCommandHandler(state);
        _offerCommands = new OfferCommandHandler(state);
        _agentCommands = new AgentCommandHandler(state);
        _centerCommands = new CenterCommandHandler(state, _agentCommands);
        _queueCommands = new QueueCommandHandler(state);
        _gateCommands = new GateCommandHandler(state);
        _deadlines = new DeadlineHandler(state, _offerCommands);
        _matchmaker = new Matchmaker(state);
        _queries = new QueryHandler(state);
    }

    /// <summary>The current settings.</summary>
    public CenterSettings Settings => _state.Settings;

    /// <summary>The sequence number of the last event, or 0.</summary>
    public long LastSequence => _state.Tracker.LastSequence;

    /// <summary>The time of the next due work for <see cref="Tick"/>. Null if nothing is scheduled.</summary>
    public Timestamp? NextDeadline => _deadlines.Next;

    /// <summary>Loads an engine from the documents of a store.</summary>
    /// <param name="documents">The documents. <see cref="CenterDocuments.Empty"/> for a new center.</param>
    /// <param name="now">The current time. Heartbeat timeouts of agents start again from here.</param>
    /// <param name="statisticsEvery">
    /// The most events between two writes of the statistics documents, 1 to 1,000,000. A small center writes them more often.
    /// </param>
    /// <param name="matching">
    /// Empty working sets to match by instead of the index. They choose the same matches. They support neither levels over 1 nor
    /// strategies other than the longest idle, so these are refused.
    /// </param>
    /// <param name="boardsLater">
    /// Whether <see cref="LoadStatistics"/> loads the statistics later. In a large center that takes seconds, and the engine can
    /// serve meanwhile.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The documents contradict each other, or contain what <paramref name="matching"/> does not support.
    /// </exception>
    public static Engine Load(
        CenterDocuments documents, Timestamp now, int statisticsEvery = Limits.StatisticsFlushEvery,
        IReferenceMatching? matching = null, bool boardsLater = false)
    {
        var state = SnapshotLoader.Load(documents, now, statisticsEvery, matching);
        if (!boardsLater) state.Tracker.LoadStatistics(documents.Named);
        return new Engine(state);
    }

    /// <summary>
    /// Creates an engine of a new center for simulations. It stores nothing and has no statistics. Read its results with
    /// <see cref="TryApply"/> and <see cref="TakeEvents"/>.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="now">The current time.</param>
    public static Engine CreateForSimulation(CenterSettings settings, Timestamp now) =>
        new(SnapshotLoader.CreateEmpty(settings, now));

    /// <summary>Runs what is due, then executes a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The current time. A time before the last given one counts as the last given one.</param>
    public Reply Apply(Command command, Timestamp now) => Execute(command, now).ToReply();

    /// <summary>Executes a command as <see cref="Apply"/> does, without building a reply document.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The current time. A time before the last given one counts as the last given one.</param>
    /// <returns>The refusal, or null if the command succeeded.</returns>
    public Refusal? TryApply(Command command, Timestamp now) => Execute(command, now).Refusal;

    private CommandResult Execute(Command command, Timestamp now)
    {
        Tick(now);
        if (command.Key is { } key && _state.Requests.Find(key) is { } first) return CommandResult.Of(first);
        var result = command.If is { } condition && PreconditionValidator.Check(condition, command, _state) is { } refusal
            ? CommandResult.Of(refusal)
            : Handle(command);
        _matchmaker.Settle();
        _deadlines.EvictClosedContacts();
        return command.Key is null ? result : CommandResult.Of(_state.Requests.Remember(command.Key, result.ToReply()));
    }

    private CommandResult Handle(Command command) => command switch
    {
        ContactCommand contact => _contactCommands.Handle(contact),
        AcceptOffer accept => _offerCommands.Accept(accept),
        DeclineOffer decline => _offerCommands.Decline(decline),
        AgentCommand agent => _agentCommands.Handle(agent),
        OpenCenter open => _centerCommands.Open(open.AgentsToo),
        CloseCenter close => _centerCommands.Close(close.AgentsToo),
        PutQueue put => _queueCommands.Put(put.Queue, put.ApplyToRunning),
        RemoveQueue remove => _queueCommands.Remove(remove.Queue),
        PutGate put => _gateCommands.Put(put.Gate),
        RemoveGate remove => _gateCommands.Remove(remove.Gate),
        PutChannel put => _centerCommands.PutChannel(put.Channel),
        PutTimeZone put => _centerCommands.PutTimeZone(put.TimeZone),
        PutKeepRoom put => _centerCommands.PutKeepRoom(put.Time),
        PutGeneralSettings put => _centerCommands.PutOptions(put.Options),
        PutSkill skill => _centerCommands.PutSkill(skill.Skill),
        RemoveSkill skill => _centerCommands.RemoveSkill(skill.Skill),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not a known command."),
    };

    /// <summary>Answers a query as of the last command. Changes nothing.</summary>
    /// <param name="query">The query.</param>
    public Reply Ask(Query query) => _queries.Answer(query, _state.Now);

    /// <summary>Answers a query as of a time, since waiting times grow between commands. Changes nothing.</summary>
    /// <param name="query">The query.</param>
    /// <param name="now">The current time. A time before the last given one counts as the last given one.</param>
    public Reply Ask(Query query, Timestamp now) => _queries.Answer(query, now > _state.Now ? now : _state.Now);

    /// <summary>
    /// Runs what is due: offer timeouts, wrap-up ends, cooldown ends, plan steps, expiries, callback retries, heartbeat timeouts
    /// and the eviction of closed contacts.
    /// </summary>
    /// <param name="now">The current time. A time before the last given one counts as the last given one.</param>
    public void Tick(Timestamp now)
    {
        _state.Advance(now);
        _state.AbandonedPlaces.EvictExpired();
        _state.Requests.EvictExpired();
        while (_deadlines.RunNext()) _matchmaker.Settle();
        _deadlines.EvictClosedContacts();
    }

    /// <summary>
    /// Returns after an outage: rings and wrap-ups have what was left of them, and callers have a grace. Then runs what is due.
    /// </summary>
    /// <param name="awayFrom">When the center last served. From the current time on it changes nothing.</param>
    /// <param name="now">The current time.</param>
    public void Return(Timestamp awayFrom, Timestamp now)
    {
        _state.Advance(now);
        if (awayFrom < _state.Now)
        {
            _state.Outages.Return(awayFrom);
            _matchmaker.Settle();
        }

        Tick(now);
    }

    /// <summary>Whether the statistics are loaded. Queries for figures are not allowed before.</summary>
    public bool HasStatistics => _state.HasStatistics;

    /// <summary>The number of events from <see cref="TakeChanges"/> that the statistics have not counted yet.</summary>
    public long UncountedEvents => _state.Tracker.UncountedEvents;

    /// <summary>
    /// Loads the statistics of an engine that was loaded without them. No statistics document is written before. Safe to run on
    /// another thread.
    /// </summary>
    /// <param name="documents">
    /// The documents whose names begin with <see cref="NamedDocument.StatisticsPrefix"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The documents contradict each other, or the statistics are loaded already.
    /// </exception>
    public void LoadStatistics(IReadOnlyList<NamedDocument> documents) => _state.Tracker.LoadStatistics(documents);

    /// <summary>
    /// Counts the events from <see cref="TakeChanges"/> in the statistics, and now and then prepares their documents for a later
    /// change. A query, or too many uncounted events, does the same on the engine's thread; a background thread saves that time.
    /// Safe to run on one other thread at a time. Does nothing before the statistics are loaded.
    /// </summary>
    public void UpdateStatistics() => _state.Tracker.UpdateStatistics();

    /// <summary>
    /// Includes the statistics documents in the next changes, or in the first changes after the load. The next engine then has
    /// no events to recount.
    /// </summary>
    public void RequestStatisticsFlush() => _state.Tracker.RequestStatisticsFlush();

    /// <summary>Takes all changes since the last call.</summary>
    public Changes TakeChanges() => _state.Tracker.TakeChanges();

    /// <summary>
    /// Takes only the events since the last call of this or <see cref="TakeChanges"/>. All other changes are discarded.
    /// </summary>
    public IReadOnlyList<CenterEvent> TakeEvents() => _state.Tracker.TakeEvents();
}

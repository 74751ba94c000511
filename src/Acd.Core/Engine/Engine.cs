namespace Acd.Core;

/// <summary>
/// The distributor: a deterministic state machine. Commands and the time go in, replies, changes and events come out; it
/// does no I/O, and one thread at a time may use it. <c>docs/rules.md</c> says what each command does.
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

    private Engine(EngineState center)
    {
        _state = center;
        _contactCommands = new ContactCommandHandler(center);
        _offerCommands = new OfferCommandHandler(center);
        _agentCommands = new AgentCommandHandler(center);
        _centerCommands = new CenterCommandHandler(center, _agentCommands);
        _queueCommands = new QueueCommandHandler(center);
        _gateCommands = new GateCommandHandler(center);
        _deadlines = new DeadlineHandler(center, _offerCommands);
        _matchmaker = new Matchmaker(center);
        _queries = new QueryHandler(center);
    }

    /// <summary>The present settings.</summary>
    public CenterSettings Settings => _state.Settings;

    /// <summary>The sequence number of the last event, 0 where there was none.</summary>
    public long LastSequence => _state.Tracker.LastSequence;

    /// <summary>When <see cref="Tick"/> has something to do next; none while nothing is due.</summary>
    public Timestamp? NextDeadline => _deadlines.Next;

    /// <summary>Makes an engine of what a store has.</summary>
    /// <param name="documents">The documents; <see cref="CenterDocuments.Empty"/> for a new center.</param>
    /// <param name="now">The time; agents whose devices send heartbeats have their whole timeout from here on.</param>
    /// <param name="boardsEvery">
    /// After how many events the boards' documents are written at the latest: 1 to 1,000,000. In a
    /// small center it is done oftener.
    /// </param>
    /// <param name="matching">
    /// The working sets to match by instead of by its own index, which chooses the same; empty. Levels over 1 and strategies
    /// other than the longest idle are refused then: sets cannot tell of them.
    /// </param>
    /// <param name="boardsLater">
    /// Whether the boards' documents come later, by <see cref="LoadStatistics"/>: in a large center it takes seconds to read them
    /// and to make boards of them, in which it may serve already.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The documents contradict each other, or need what <paramref name="matching"/> cannot do.
    /// </exception>
    public static Engine Load(
        CenterDocuments documents, Timestamp now, int boardsEvery = Limits.StatisticsFlushEvery, IReferenceMatching? matching = null,
        bool boardsLater = false)
    {
        var center = SnapshotLoader.Load(documents, now, boardsEvery, matching);
        if (!boardsLater) center.Tracker.LoadStatistics(documents.Named);
        return new Engine(center);
    }

    /// <summary>
    /// Makes an engine of a new center of which nothing is kept: it has no boards, and says by <see cref="TryApply"/> and
    /// <see cref="TakeEvents"/> what happens. For simulations.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="now">The time.</param>
    public static Engine CreateForSimulation(CenterSettings settings, Timestamp now) => new(SnapshotLoader.CreateEmpty(settings, now));

    /// <summary>Lets happen what is due, then carries a command out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    public Reply Apply(Command command, Timestamp now) => Execute(command, now).ToReply();

    /// <summary>Does the same for callers who want to know only whether it was refused: no document is made of it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    /// <returns>The refusal; none where the command was carried out.</returns>
    public Refusal? TryApply(Command command, Timestamp now) => Execute(command, now).Refusal;

    private CommandResult Execute(Command command, Timestamp now)
    {
        Tick(now);
        var result = command switch
        {
            ContactCommand contact => _contactCommands.Handle(contact),
            AcceptOffer accept => _offerCommands.Accept(accept),
            DeclineOffer decline => _offerCommands.Decline(decline),
            AgentCommand agent => _agentCommands.Handle(agent),
            OpenCenter open => _centerCommands.Open(open.AgentsToo),
            CloseCenter close => _centerCommands.Close(close.AgentsToo),
            PutQueue put => _queueCommands.Put(put.Queue),
            RemoveQueue remove => _queueCommands.Remove(remove.Queue),
            PutGate put => _gateCommands.Put(put.Gate),
            RemoveGate remove => _gateCommands.Remove(remove.Gate),
            PutChannel put => _centerCommands.PutChannel(put.Channel),
            PutTimeZone put => _centerCommands.PutTimeZone(put.TimeZone),
            PutSkill skill => _centerCommands.PutSkill(skill.Skill),
            RemoveSkill skill => _centerCommands.RemoveSkill(skill.Skill),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command that the engine knows."),
        };
        _matchmaker.Settle();
        _deadlines.EvictClosedContacts();
        return result;
    }

    /// <summary>Answers a query as of the last command. It changes nothing.</summary>
    /// <param name="query">The query.</param>
    public Reply Ask(Query query) => _queries.Answer(query, _state.Now);

    /// <summary>Answers a query as of now: how long somebody waits grows while nothing happens. It changes nothing.</summary>
    /// <param name="query">The query.</param>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    public Reply Ask(Query query, Timestamp now) => _queries.Answer(query, now > _state.Now ? now : _state.Now);

    /// <summary>
    /// Lets happen what is due: offers time out, wrap-ups end, cooldowns pass, steps of plans are taken, contacts expire,
    /// callbacks come back in line, silent agents go offline, closed contacts are forgotten.
    /// </summary>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    public void Tick(Timestamp now)
    {
        _state.Advance(now);
        _state.AbandonedPlaces.EvictExpired();
        while (_deadlines.RunNext()) _matchmaker.Settle();
        _deadlines.EvictClosedContacts();
    }

    /// <summary>Whether the boards are made already. Before that no figures may be asked for.</summary>
    public bool HasStatistics => _state.HasStatistics;

    /// <summary>How many of the events that <see cref="TakeChanges"/> gave are not counted in the boards yet.</summary>
    public long UncountedEvents => _state.Tracker.UncountedEvents;

    /// <summary>
    /// Makes the boards of an engine that was loaded without them. Until then none of their documents is written. It may run
    /// beside everything else.
    /// </summary>
    /// <param name="documents">
    /// The boards' documents: those whose names begin with <see cref="NamedDocument.StatisticsPrefix"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The documents contradict each other, or the boards are made already.
    /// </exception>
    public void LoadStatistics(IReadOnlyList<NamedDocument> documents) => _state.Tracker.LoadStatistics(documents);

    /// <summary>
    /// Counts in the boards what <see cref="TakeChanges"/> gave, and makes their documents now and then, which go with later
    /// changes. It is done at the latest when the boards are asked for, or there is too much of it; whoever has a thread for it
    /// saves it then. It may run beside everything else, once at a time. It does nothing while there are no boards.
    /// </summary>
    public void UpdateStatistics() => _state.Tracker.UpdateStatistics();

    /// <summary>
    /// Puts the boards' documents among the next changes, or the first ones after they are made, so that whoever makes an engine
    /// of the store has no events to count again.
    /// </summary>
    public void RequestStatisticsFlush() => _state.Tracker.RequestStatisticsFlush();

    /// <summary>What has changed since this was last called.</summary>
    public Changes TakeChanges() => _state.Tracker.TakeChanges();

    /// <summary>
    /// The events since this, or <see cref="TakeChanges"/>, was last called; for those who keep nothing. What there would be to
    /// write is let go.
    /// </summary>
    public IReadOnlyList<CenterEvent> TakeEvents() => _state.Tracker.TakeEvents();
}

namespace Acd.Core;

/// <summary>
/// The distributor: a deterministic state machine. Commands and the time go in, replies, changes and events come out; it
/// does no I/O, and one thread at a time may use it. <c>docs/rules.md</c> says what each command does.
/// </summary>
public sealed class Engine
{
    private readonly Center _center;
    private readonly ContactRules _contacts;
    private readonly OfferRules _offers;
    private readonly AgentRules _agents;
    private readonly CenterRules _rules;
    private readonly QueueRules _queues;
    private readonly GateRules _gates;
    private readonly DeadlineRules _deadlines;
    private readonly Distribution _distribution;
    private readonly Inquiries _inquiries;

    private Engine(Center center)
    {
        _center = center;
        _contacts = new ContactRules(center);
        _offers = new OfferRules(center);
        _agents = new AgentRules(center);
        _rules = new CenterRules(center, _agents);
        _queues = new QueueRules(center);
        _gates = new GateRules(center);
        _deadlines = new DeadlineRules(center, _offers);
        _distribution = new Distribution(center);
        _inquiries = new Inquiries(center);
    }

    /// <summary>The present settings.</summary>
    public CenterSettings Settings => _center.Settings;

    /// <summary>The sequence number of the last event, 0 where there was none.</summary>
    public long LastSequence => _center.Journal.LastSequence;

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
    /// Whether the boards' documents come later, by <see cref="MakeBoards"/>: in a large center it takes seconds to read them
    /// and to make boards of them, in which it may serve already.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The documents contradict each other, or need what <paramref name="matching"/> cannot do.
    /// </exception>
    public static Engine Load(
        CenterDocuments documents, Timestamp now, int boardsEvery = Limits.BoardsEvery, IMatching? matching = null,
        bool boardsLater = false)
    {
        var center = Loading.Load(documents, now, boardsEvery, matching);
        if (!boardsLater) center.Journal.MakeBoards(documents.Named);
        return new Engine(center);
    }

    /// <summary>
    /// Makes an engine of a new center of which nothing is kept: it has no boards, and says by <see cref="Try"/> and
    /// <see cref="TakeEvents"/> what happens. For simulations.
    /// </summary>
    /// <param name="settings">The settings.</param>
    /// <param name="now">The time.</param>
    public static Engine Simulate(CenterSettings settings, Timestamp now) => new(Loading.Begin(settings, now));

    /// <summary>Lets happen what is due, then carries a command out.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    public Reply Apply(Command command, Timestamp now) => Carry(command, now).Show();

    /// <summary>Does the same for callers who want to know only whether it was refused: no document is made of it.</summary>
    /// <param name="command">The command.</param>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    /// <returns>The refusal; none where the command was carried out.</returns>
    public Refusal? Try(Command command, Timestamp now) => Carry(command, now).Refusal;

    private Result Carry(Command command, Timestamp now)
    {
        Tick(now);
        var result = command switch
        {
            ContactCommand contact => _contacts.Carry(contact),
            AcceptOffer accept => _offers.Accept(accept),
            DeclineOffer decline => _offers.Decline(decline),
            AgentCommand agent => _agents.Carry(agent),
            OpenCenter open => _rules.Open(open.AgentsToo),
            CloseCenter close => _rules.Close(close.AgentsToo),
            PutQueue put => _queues.Put(put.Queue),
            RemoveQueue remove => _queues.Remove(remove.Queue),
            PutGate put => _gates.Put(put.Gate),
            RemoveGate remove => _gates.Remove(remove.Gate),
            PutChannel put => _rules.PutChannel(put.Channel),
            PutTimeZone put => _rules.PutTimeZone(put.TimeZone),
            PutSkill skill => _rules.PutSkill(skill.Skill),
            RemoveSkill skill => _rules.RemoveSkill(skill.Skill),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command that the engine knows."),
        };
        _distribution.Settle();
        _deadlines.Forget();
        return result;
    }

    /// <summary>Answers a query as of the last command. It changes nothing.</summary>
    /// <param name="query">The query.</param>
    public Reply Ask(Query query) => _inquiries.Answer(query, _center.Now);

    /// <summary>Answers a query as of now: how long somebody waits grows while nothing happens. It changes nothing.</summary>
    /// <param name="query">The query.</param>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    public Reply Ask(Query query, Timestamp now) => _inquiries.Answer(query, now > _center.Now ? now : _center.Now);

    /// <summary>
    /// Lets happen what is due: offers time out, wrap-ups end, cooldowns pass, steps of plans are taken, contacts expire,
    /// callbacks come back in line, silent agents go offline, closed contacts are forgotten.
    /// </summary>
    /// <param name="now">The time; one before the last one given counts as that one.</param>
    public void Tick(Timestamp now)
    {
        _center.Advance(now);
        _center.Returns.ForgetOld();
        while (_deadlines.HappenNext()) _distribution.Settle();
        _deadlines.Forget();
    }

    /// <summary>Whether the boards are made already. Before that no figures may be asked for.</summary>
    public bool HasBoards => _center.HasBoards;

    /// <summary>How many of the events that <see cref="TakeChanges"/> gave are not counted in the boards yet.</summary>
    public long UncountedEvents => _center.Journal.Uncounted;

    /// <summary>
    /// Makes the boards of an engine that was loaded without them. Until then none of their documents is written. It may run
    /// beside everything else.
    /// </summary>
    /// <param name="documents">
    /// The boards' documents: those whose names begin with <see cref="NamedDocument.BoardPrefix"/>.
    /// </param>
    /// <exception cref="InvalidOperationException">
    /// The documents contradict each other, or the boards are made already.
    /// </exception>
    public void MakeBoards(IReadOnlyList<NamedDocument> documents) => _center.Journal.MakeBoards(documents);

    /// <summary>
    /// Counts in the boards what <see cref="TakeChanges"/> gave, and makes their documents now and then, which go with later
    /// changes. It is done at the latest when the boards are asked for, or there is too much of it; whoever has a thread for it
    /// saves it then. It may run beside everything else, once at a time. It does nothing while there are no boards.
    /// </summary>
    public void CountEvents() => _center.Journal.CountEvents();

    /// <summary>
    /// Puts the boards' documents among the next changes, or the first ones after they are made, so that whoever makes an engine
    /// of the store has no events to count again.
    /// </summary>
    public void WriteBoards() => _center.Journal.BoardsAreDue();

    /// <summary>What has changed since this was last called.</summary>
    public Changes TakeChanges() => _center.Journal.Take();

    /// <summary>
    /// The events since this, or <see cref="TakeChanges"/>, was last called; for those who keep nothing. What there would be to
    /// write is let go.
    /// </summary>
    public IReadOnlyList<CenterEvent> TakeEvents() => _center.Journal.TakeEvents();
}

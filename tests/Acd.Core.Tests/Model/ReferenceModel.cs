namespace Acd.Core.Tests;

/// <summary>
/// A second implementation of docs/reference/rules.md that is obviously right: plain lists, scanned for everything. Property
/// tests run it beside the engine, and both must agree.
/// </summary>
public sealed partial class ReferenceModel(CenterSettings settings, Timestamp now)
{
    private readonly List<ModelContact> _contacts = [];
    private readonly List<ModelAgent> _agents = [];
    private readonly List<ModelClosed> _closed = [];
    private readonly List<ModelAbandonedPlace> _returns = [];
    private CenterSettings _settings = settings;
    private Timestamp _now = now;
    private long _sequence;

    public Timestamp Now => _now;
    public CenterSettings Settings => _settings;
    public long LastSequence => _sequence;

    /// <summary>The open contacts, by creation.</summary>
    public IReadOnlyList<ModelContact> Contacts => _contacts;

    /// <summary>The agents, by creation.</summary>
    public IReadOnlyList<ModelAgent> Agents => _agents;

    /// <summary>The remembered closed contacts, by the time of closing.</summary>
    public IReadOnlyList<ModelClosed> Closed => _closed;

    /// <summary>The abandoned places.</summary>
    public IReadOnlyList<ModelAbandonedPlace> Returns => _returns;

    /// <summary>The last document of every closed contact, remembered or not.</summary>
    public Dictionary<ContactId, ContactDocument> LastDocuments { get; } = [];

    /// <summary>All events.</summary>
    public List<CenterEvent> Events { get; } = [];

    public Timestamp? NextDeadline => Deadlines().Select(deadline => (Timestamp?)deadline.Due).Min();

    public void Tick(Timestamp now) => RunDue(now);

    public Reply Apply(Command command, Timestamp now)
    {
        RunDue(now);
        if (command.Key is { } repeated && Remembered(repeated) is { } first)
            return first;
        Begin();
        var answer = Repeated(command) ?? (Refused(command) is { } refusal ? () => refusal : CarryOut(command));
        Settle();
        ForgetPastNumberKept();
        return command.Key is { } key ? Remember(key, answer()) : answer();
    }

    /// <summary>Resets what is counted per command or deadline.</summary>
    private void Begin()
    {
        foreach (var contact in _contacts)
            contact.Moves = 0;
    }

    /// <summary>A repeated command that has been applied already succeeds without further checks.</summary>
    private Func<Reply>? Repeated(Command command)
    {
        if (command is not ContactCommand about)
            return null;
        if (_closed.Find(closed => closed.Contact.Id == about.Contact)?.Contact is { } closed)
            return IsDone(about, closed.Reason) ? () => new ClosedContactReply(closed) : null;
        return _contacts.Find(contact => contact.Id == about.Contact) is { } known
            && NotYours(about) is null && IsDoneAlready(about, known)
            ? about is EnqueueContact ? () => WithPlace(known) : ReplyOf(known)
            : null;
    }

    /// <summary>
    /// The refusal of a command: its subject does not exist, a field is invalid, or the state does not allow it.
    /// </summary>
    private Refusal? Refused(Command command) =>
        Unmet(command) ?? Missing(command) ?? ModelRequestValidator.Check(command, _settings) ?? InvalidState(command);

    private Refusal? Missing(Command command) => command switch
    {
        ReopenContact reopen => NotReopenable(reopen),
        ContactCommand about and not EnqueueContact => NotOpen(about) ?? NotYours(about) ?? NotThisConnection(about)
            ?? MissingAgent(about),
        AgentCommand about and not PutAgent => Unknown(about.Agent),
        RemoveQueue remove when !_settings.Queues.Any(queue => queue.Id == remove.Queue) => Refusals.QueueUnknown(remove.Queue),
        RemoveGate remove when !_settings.Gates.Any(gate => gate.Id == remove.Gate) => Refusals.GateUnknown(remove.Gate),
        _ => null,
    };

    private Refusal? MissingAgent(ContactCommand command) => command switch
    {
        TransferContact { Agent: { } agent } => Unknown(agent),
        HandOverContact handOver => Unknown(handOver.Agent),
        AssignContact assign => Unknown(assign.Agent),
        PickContact pick => Unknown(pick.Agent),
        _ => null,
    };

    private Refusal? Unknown(AgentId id) => _agents.Exists(agent => agent.Id == id) ? null : Refusals.AgentUnknown(id);

    private Refusal? InvalidState(Command command) => command switch
    {
        EnqueueContact { AssignTo: { } to } enqueue => Unknown(to) ?? Unassignable(enqueue.Channel, Agent(to)),
        ContactCommand about and not (EnqueueContact or ReopenContact) => NotInStateFor(about),
        PutAgent { OnlyNew: true } put when _agents.Exists(agent => agent.Id == put.Agent) => Refusals.AgentExists(put.Agent),
        RemoveQueue remove => InUse(remove.Queue),
        RemoveGate remove => InUse(remove.Gate),
        _ => null,
    };

    /// <summary>Applies a command. The returned function builds the reply after matching.</summary>
    private Func<Reply> CarryOut(Command command) => command switch
    {
        EnqueueContact enqueue => Enqueue(enqueue),
        ReopenContact reopen => Reopen(reopen),
        ContactCommand about => AboutContact(about),
        AcceptOffer accept => Accept(accept),
        DeclineOffer decline => Decline(decline),
        PutAgent put => Put(put),
        AgentCommand about => AboutAgent(about),
        OpenCenter open => Open(open),
        CloseCenter close => Close(close),
        PutQueue put => Put(put.Queue, put.ApplyToRunning),
        RemoveQueue remove => Remove(remove.Queue),
        PutGate put => Put(put.Gate),
        RemoveGate remove => Remove(remove.Gate),
        PutChannel put => Put(put.Channel),
        PutTimeZone put => Put(put),
        PutGeneralSettings put => Put(put.Options),
        PutKeepRoom put => Put(put),
        PutSkill put => Put(put),
        RemoveSkill remove => Remove(remove),
        _ => throw new NotSupportedException($"The model knows no {command.GetType().Name}."),
    };

    private ModelAgent Agent(AgentId id) => _agents.Single(agent => agent.Id == id);

    private QueueSettings QueueOf(ModelContact contact) => _settings.Queues.Single(queue => queue.Id == contact.Queue);

    private GateSettings? GateOf(ModelContact contact) => _settings.Gates.SingleOrDefault(gate => gate.Id == contact.Gate);
}

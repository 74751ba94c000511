namespace Acd.Core.Tests;

/// <summary>
/// A second implementation of docs/rules.md, made only to be obviously right: plain lists that are scanned for everything.
/// Property tests run it beside the engine, and both must decide alike.
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

    /// <summary>The contacts that are not closed, by the order of their coming.</summary>
    public IReadOnlyList<ModelContact> Contacts => _contacts;

    /// <summary>The agents, by the order of their making.</summary>
    public IReadOnlyList<ModelAgent> Agents => _agents;

    /// <summary>The closed contacts that are remembered, by the order of their closing.</summary>
    public IReadOnlyList<ModelClosed> Closed => _closed;

    /// <summary>The callers who may come back to their places.</summary>
    public IReadOnlyList<ModelAbandonedPlace> Returns => _returns;

    /// <summary>The last document of every contact that has closed, remembered or not.</summary>
    public Dictionary<ContactId, ContactDocument> LastDocuments { get; } = [];

    /// <summary>Everything that has happened.</summary>
    public List<CenterEvent> Events { get; } = [];

    public Timestamp? NextDeadline => Deadlines().Select(deadline => (Timestamp?)deadline.Due).Min();

    public void Tick(Timestamp now) => RunDue(now);

    public Reply Apply(Command command, Timestamp now)
    {
        RunDue(now);
        Begin();
        var answer = Repeated(command) ?? (Refused(command) is { } refusal ? () => refusal : CarryOut(command));
        Settle();
        ForgetPastNumberKept();
        return answer();
    }

    /// <summary>What is counted anew with each command and each deadline.</summary>
    private void Begin()
    {
        foreach (var contact in _contacts)
            (contact.IsNew, contact.Moves) = (false, 0);
    }

    /// <summary>What was done already is not done again, and nothing more is asked of the command that says it again.</summary>
    private Func<Reply>? Repeated(Command command)
    {
        if (command is not ContactCommand about)
            return null;
        if (_closed.Find(closed => closed.Contact.Id == about.Contact)?.Contact is { } closed)
            return IsDone(about, closed.Reason) ? () => new ClosedContactReply(closed) : null;
        return _contacts.Find(contact => contact.Id == about.Contact) is { } known
            && NotYours(about) is null && IsDone(about, known)
            ? ReplyOf(known)
            : null;
    }

    /// <summary>
    /// Why a command is refused: what it is about is not there, its fields are wrong, or the state is not one for it.
    /// </summary>
    private Refusal? Refused(Command command) => Missing(command) ?? ModelRequestValidator.Check(command, _settings) ?? InvalidState(command);

    private Refusal? Missing(Command command) => command switch
    {
        ContactCommand about and not EnqueueContact => NotOpen(about) ?? NotYours(about) ?? MissingAgent(about),
        AgentCommand about and not PutAgent => Unknown(about.Agent),
        RemoveQueue remove when !_settings.Queues.Any(queue => queue.Id == remove.Queue) => Refusals.QueueUnknown(remove.Queue),
        RemoveGate remove when !_settings.Gates.Any(gate => gate.Id == remove.Gate) => Refusals.GateUnknown(remove.Gate),
        _ => null,
    };

    private Refusal? MissingAgent(ContactCommand command) => command switch
    {
        TransferContact { Agent: { } agent } => Unknown(agent),
        AssignContact assign => Unknown(assign.Agent),
        _ => null,
    };

    private Refusal? Unknown(AgentId id) => _agents.Exists(agent => agent.Id == id) ? null : Refusals.AgentUnknown(id);

    private Refusal? InvalidState(Command command) => command switch
    {
        ContactCommand about and not EnqueueContact => NotInStateFor(about),
        PutAgent { OnlyNew: true } put when _agents.Exists(agent => agent.Id == put.Agent) => Refusals.AgentExists(put.Agent),
        RemoveQueue remove => InUse(remove.Queue),
        RemoveGate remove => InUse(remove.Gate),
        _ => null,
    };

    /// <summary>
    /// Does what a command's own paragraph says. What it answers shows what is so after everything has settled.
    /// </summary>
    private Func<Reply> CarryOut(Command command) => command switch
    {
        EnqueueContact enqueue => Enqueue(enqueue),
        ContactCommand about => AboutContact(about),
        AcceptOffer accept => Accept(accept),
        DeclineOffer decline => Decline(decline),
        PutAgent put => Put(put),
        AgentCommand about => AboutAgent(about),
        OpenCenter open => Open(open),
        CloseCenter close => Close(close),
        PutQueue put => Put(put.Queue),
        RemoveQueue remove => Remove(remove.Queue),
        PutGate put => Put(put.Gate),
        RemoveGate remove => Remove(remove.Gate),
        PutChannel put => Put(put.Channel),
        PutTimeZone put => Put(put),
        PutSkill put => Put(put),
        RemoveSkill remove => Remove(remove),
        _ => throw new NotSupportedException($"The model knows no {command.GetType().Name}."),
    };

    private ModelAgent Agent(AgentId id) => _agents.Single(agent => agent.Id == id);

    private QueueSettings QueueOf(ModelContact contact) => _settings.Queues.Single(queue => queue.Id == contact.Queue);

    private GateSettings? GateOf(ModelContact contact) => _settings.Gates.SingleOrDefault(gate => gate.Id == contact.Gate);
}

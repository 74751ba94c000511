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
    private CenterSettings _settings = settings;
    private Timestamp _now = now;
    private long _sequence;
    private long _lastIdleOrder;

    public Timestamp Now => _now;
    public CenterSettings Settings => _settings;
    public long LastSequence => _sequence;

    /// <summary>The contacts that are not closed, by the order of their coming.</summary>
    public IReadOnlyList<ModelContact> Contacts => _contacts;

    /// <summary>The agents, by the order of their making.</summary>
    public IReadOnlyList<ModelAgent> Agents => _agents;

    /// <summary>The closed contacts that are remembered, by the order of their closing.</summary>
    public IReadOnlyList<ModelClosed> Closed => _closed;

    /// <summary>The last document of every contact that has closed, remembered or not.</summary>
    public Dictionary<ContactId, ContactDocument> LastDocuments { get; } = [];

    /// <summary>Everything that has happened.</summary>
    public List<CenterEvent> Events { get; } = [];

    public Timestamp? NextDeadline => Deadlines().Select(deadline => (Timestamp?)deadline.Due).Min();

    public void Tick(Timestamp now) => LetHappenWhatIsDue(now);

    public Reply Apply(Command command, Timestamp now)
    {
        LetHappenWhatIsDue(now);
        var answer = Repeated(command) ?? (Refused(command) is { } refusal ? () => refusal : CarryOut(command));
        Settle();
        ForgetPastNumberKept();
        return answer();
    }

    /// <summary>What was done already is not done again, and nothing more is asked of the command that says it again.</summary>
    private Func<Reply>? Repeated(Command command)
    {
        if (command is not ContactCommand about)
            return null;
        if (command is EnqueueContact && _contacts.Find(contact => contact.Id == about.Contact) is { } known)
            return ReplyOf(known);
        var closed = _closed.Find(closed => closed.Contact.Id == about.Contact)?.Contact;
        return closed is not null && IsDone(about, closed.Reason) ? () => new ClosedContactReply(closed) : null;
    }

    /// <summary>
    /// Why a command is refused: what it is about is not there, its fields are wrong, or the state is not one for it.
    /// </summary>
    private Refusal? Refused(Command command) => Missing(command) ?? RequestLimits.Check(command, _settings) ?? Unfit(command);

    private Refusal? Missing(Command command) => command switch
    {
        ContactCommand about and not EnqueueContact => NotOpen(about),
        AgentCommand about and not PutAgent when !_agents.Exists(agent => agent.Id == about.Agent) =>
            Refusals.AgentUnknown(about.Agent),
        _ => null,
    };

    private Refusal? Unfit(Command command) => command switch
    {
        ContactCommand about and not EnqueueContact => NotInStateFor(about),
        PutAgent { OnlyNew: true } put when _agents.Exists(agent => agent.Id == put.Agent) => Refusals.AgentExists(put.Agent),
        _ => null,
    };

    private void LetHappenWhatIsDue(Timestamp now)
    {
        if (now > _now)
            _now = now;
        while (Deadlines().Where(deadline => deadline.Due <= _now)
            .OrderBy(deadline => deadline.Due).ThenBy(deadline => deadline.Kind).ThenBy(deadline => deadline.Number)
            .FirstOrDefault() is { } first)
        {
            first.Happens();
            Settle();
        }

        ForgetPastNumberKept();
    }

    private void ForgetPastNumberKept() => _closed.RemoveRange(0, Math.Max(0, _closed.Count - _settings.ClosedContactsKept));

    /// <summary>
    /// Does what a command's own paragraph says. What it answers shows what is so after everything has settled.
    /// </summary>
    private Func<Reply> CarryOut(Command command)
    {
        return command switch
        {
            EnqueueContact enqueue => Enqueue(enqueue),
            ContactCommand about => AboutContact(about),
            AcceptOffer accept => Accept(accept),
            DeclineOffer decline => Decline(decline),
            PutAgent put => Put(put),
            AgentCommand about => AboutAgent(about),
            OpenCenter open => Open(open),
            CloseCenter close => Close(close),
            PutQueue put => Put(put),
            PutSkill put => Put(put),
            RemoveSkill remove => Remove(remove),
            _ => throw new NotSupportedException($"The model knows no {command.GetType().Name}."),
        };
    }

    /// <summary>
    /// What is lost when an engine is thrown away and made again of its documents: how far silence had come, and the last idle
    /// order of an agent that is gone.
    /// </summary>
    public void Reload()
    {
        _lastIdleOrder = _agents.Select(agent => agent.IdleOrder).DefaultIfEmpty().Max();
        foreach (var agent in _agents.Where(agent => agent.HasHeartbeat))
            ArmSilence(agent);
    }

    private IEnumerable<ModelDeadline> Deadlines()
    {
        foreach (var contact in _contacts)
        {
            if (contact is { State: ContactState.Offered, Live: { } offer })
                yield return new(offer.Due, 1, offer.Number, () => TimeOut(contact, offer));
            if (contact is { State: ContactState.WrapUp, WrapUpDue: { } due })
                yield return new(due, 2, contact.Sequence, () => CloseCompleted(contact));
            if (contact.Cooldowns.Count > 0)
            {
                var earliest = contact.Cooldowns.Min(cooldown => cooldown.Until);
                yield return new(earliest, 3, contact.Sequence, () => EndCooldowns(contact));
            }
        }

        foreach (var agent in _agents.Where(agent => agent.HasHeartbeat))
            yield return new(agent.SilentAt, 4, agent.Sequence, () => GoOffline(agent, "heartbeatLost"));
        foreach (var (number, closed) in _closed.Index())
            yield return new(closed.ForgetAt, 5, number, () => _closed.Remove(closed));
    }

    private void EndCooldowns(ModelContact contact)
    {
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Until <= _now);
    }

    private ModelAgent Agent(AgentId id) => _agents.Single(agent => agent.Id == id);

    private QueueSettings QueueOf(ModelContact contact) => _settings.Queues.Single(queue => queue.Id == contact.Queue);
}

namespace Acd.Core;

/// <summary>The reply to a request.</summary>
public abstract record Reply
{
    /// <summary>Until when the key of the request is remembered, if it has one and the answer is remembered.</summary>
    public Timestamp? RememberedUntil { get; init; }

    /// <summary>How long a closed contact's id is remembered, if the request has a key.</summary>
    public TimeSpan? ClosedIdsFor { get; init; }

    /// <summary>
    /// The sequence number of the last event that the answer to a query knows. What happens later is in the events after it.
    /// </summary>
    public long? AsOf { get; init; }
}

/// <summary>The answer that a repeated request had the first time. The store has it.</summary>
/// <param name="Document">The name of the <see cref="AnswerDocument"/>.</param>
public sealed record RememberedReply(string Document) : Reply;

/// <summary>A refusal: nothing has changed.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Code">The code for programs, for example <c>offer.notPending</c>.</param>
/// <param name="Message">The message for people, one sentence.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message) : Reply
{
    /// <summary>The invalid field of the request, if any.</summary>
    public string? Field { get; init; }

    /// <summary>The limit that the field exceeds, if any.</summary>
    public string? Limit { get; init; }
}

/// <summary>The kinds of refusals.</summary>
public enum RefusalKind
{
    /// <summary>The request itself is invalid.</summary>
    Invalid,

    /// <summary>The subject does not exist.</summary>
    Unknown,

    /// <summary>The subject's state does not allow it.</summary>
    Conflict,

    /// <summary>The caller is not permitted.</summary>
    Forbidden,

    /// <summary>The center is too busy. The same request may succeed later.</summary>
    Busy,

    /// <summary>The center is unavailable, or the outcome is unknown. The same request may be sent again.</summary>
    Unavailable,

    /// <summary>The subject is not as the request's condition says.</summary>
    PreconditionFailed,

    /// <summary>The request is valid, but contradicts an earlier one.</summary>
    Unprocessable,
}

/// <summary>A contact after the request.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Created">Whether the request created it.</param>
public sealed record ContactReply(ContactDocument Contact, bool Created = false) : Reply
{
    /// <summary>
    /// The position of a queued contact, from 1, among those that compete for the same agents: of its queue and channel, with
    /// its requirements, queued or ringing. <see cref="EnqueueContact"/> and <see cref="GetContact"/> return it.
    /// </summary>
    public int? Position { get; init; }

    /// <summary>
    /// Whether it waits although no logged-in agent has its skills. <see cref="EnqueueContact"/> and <see cref="GetContact"/>
    /// return it.
    /// </summary>
    public bool Unservable { get; init; }

    /// <summary>
    /// The estimated remaining wait. <see cref="GetContact"/> returns it for a waiting contact, if there were recent answers and
    /// the statistics are loaded.
    /// </summary>
    public EstimatedWait? EstimatedWait { get; init; }
}

/// <summary>A page of contacts.</summary>
/// <param name="Contacts">The contacts, by sequence.</param>
/// <param name="Next">
/// The <see cref="ListContacts.After"/> of the next page, if there may be one. The scan per request is bounded, so a page that
/// is not the last can be short or empty.
/// </param>
public sealed record ContactsReply(IReadOnlyList<ContactDocument> Contacts, long? Next) : Reply;

/// <summary>A closed contact. The engine remembers only this; the store may have its document.</summary>
/// <param name="Contact">The remembered part.</param>
public sealed record ClosedContactReply(ClosedContact Contact) : Reply;

/// <summary>An agent after the request.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Contacts">Its contacts, by arrival.</param>
/// <param name="Taken">The capacity that they take.</param>
/// <param name="Created">Whether the request created it.</param>
public sealed record AgentReply(
    AgentDocument Agent, IReadOnlyList<AgentContact> Contacts, int Taken, bool Created = false) : Reply
{
    /// <summary>Its presence and its contacts in one word. A process of before does not tell it.</summary>
    public AgentState? State { get; init; }

    /// <summary>Since when it is in this state.</summary>
    public Timestamp? StateSince { get; init; }
}

/// <summary>A contact of an agent.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">Offered, connected or in wrap-up.</param>
/// <param name="Offer">The offer.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Cost">The capacity that it takes.</param>
public sealed record AgentContact(ContactId Contact, ContactState State, OfferId Offer, ChannelId Channel, int Cost);

/// <summary>A page of agents.</summary>
/// <param name="Agents">The agents, by sequence.</param>
/// <param name="Next">The <see cref="ListAgents.After"/> of the next page, if there is one.</param>
public sealed record AgentsReply(IReadOnlyList<AgentReply> Agents, long? Next) : Reply;

/// <summary>An agent was removed.</summary>
/// <param name="Agent">The agent.</param>
public sealed record AgentRemovedReply(AgentId Agent) : Reply;

/// <summary>The center after the request.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Counts">The counts.</param>
public sealed record CenterReply(CenterSettings Settings, CenterCounts Counts) : Reply;

/// <summary>The settings of the whole center that are put together.</summary>
/// <param name="Options">The settings.</param>
public sealed record GeneralSettingsReply(GeneralSettings Options) : Reply;

/// <summary>The whole view of the center or of an agent, to be followed by the events after it.</summary>
/// <param name="Sequence">The sequence number of the last event that the view contains.</param>
/// <param name="Settings">The center's settings. Null in an agent's view.</param>
/// <param name="Agents">The agents, by sequence. In an agent's view the agent.</param>
/// <param name="Contacts">The open contacts, by sequence. In an agent's view those that it has.</param>
public sealed record SnapshotReply(
    long Sequence, CenterSettings? Settings, IReadOnlyList<AgentReply> Agents, IReadOnlyList<ContactDocument> Contacts) : Reply;

/// <summary>A queue's settings.</summary>
/// <param name="Queue">The settings.</param>
/// <param name="Created">Whether the request created it.</param>
public sealed record QueueReply(QueueSettings Queue, bool Created = false) : Reply;

/// <summary>A gate's settings.</summary>
/// <param name="Gate">The settings.</param>
/// <param name="Created">Whether the request created it.</param>
public sealed record GateReply(GateSettings Gate, bool Created = false) : Reply;

/// <summary>A queue or gate was removed.</summary>
/// <param name="Id">The id.</param>
public sealed record RemovedReply(string Id) : Reply;

/// <summary>The numbers of contacts and agents in each state.</summary>
public sealed record CenterCounts(
    int Queued, int Offered, int Connected, int WrapUp, int Offline, int Available, int NotReady, int Draining);

/// <summary>A list of skills, by name.</summary>
/// <param name="Skills">The skills.</param>
public sealed record SkillsReply(IReadOnlyList<SkillView> Skills) : Reply;

/// <summary>A skill with its agents and waiting contacts.</summary>
/// <param name="Id">The skill.</param>
/// <param name="Description">The description, if any.</param>
/// <param name="Agents">The agents who have it.</param>
/// <param name="LoggedIn">Those of them who are not offline.</param>
/// <param name="Available">Those of them who are available, busy or not.</param>
/// <param name="Waiting">The queued contacts that require it.</param>
public sealed record SkillView(SkillId Id, string? Description, int Agents, int LoggedIn, int Available, int Waiting);

/// <summary>The estimated remaining wait of a waiting contact, from recent answers.</summary>
/// <param name="P50">Half of such contacts wait no longer.</param>
/// <param name="P90">Nine tenths of such contacts wait no longer.</param>
/// <param name="By">The source of the answers: <c>line</c> (same queue, channel and requirements) or <c>queue</c>.</param>
/// <param name="Answers">The number of intervals between answers that it is based on.</param>
public sealed record EstimatedWait(TimeSpan P50, TimeSpan P90, string By, int Answers);

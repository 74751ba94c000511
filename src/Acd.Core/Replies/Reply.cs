namespace Acd.Core;

/// <summary>What a request is answered with.</summary>
public abstract record Reply;

/// <summary>The request was refused, and nothing has changed.</summary>
/// <param name="Kind">What sort of refusal it is.</param>
/// <param name="Code">Which one, for programs: <c>offer.notPending</c>.</param>
/// <param name="Message">The same for people, a sentence.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message) : Reply
{
    /// <summary>The field of the request that is wrong, if one is.</summary>
    public string? Field { get; init; }

    /// <summary>The limit that it is past, if there is one.</summary>
    public string? Limit { get; init; }
}

/// <summary>The sorts of refusals.</summary>
public enum RefusalKind
{
    /// <summary>The request is wrong in itself.</summary>
    Invalid,

    /// <summary>There is no such thing.</summary>
    Unknown,

    /// <summary>The thing is not in a state for it.</summary>
    Conflict,

    /// <summary>The caller may not.</summary>
    Forbidden,

    /// <summary>The center is too busy; the same request may succeed later.</summary>
    Busy,

    /// <summary>The center cannot serve now, or cannot tell whether it has; the same request may be sent again.</summary>
    Unavailable,
}

/// <summary>A contact as it is after the request.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Created">Whether the request made it.</param>
public sealed record ContactReply(ContactDocument Contact, bool Created = false) : Reply
{
    /// <summary>
    /// How many contacts of its queue wait before it, and one; told by <see cref="GetContact"/> of one that waits.
    /// </summary>
    public int? Position { get; init; }

    /// <summary>Whether it waits although nobody logged in has its skills; told by <see cref="GetContact"/>.</summary>
    public bool Unservable { get; init; }

    /// <summary>
    /// How long it will wait from now on; told by <see cref="GetContact"/> of one that waits, where there were answers
    /// lately and the boards are made.
    /// </summary>
    public EstimatedWait? EstimatedWait { get; init; }
}

/// <summary>A page of contacts.</summary>
/// <param name="Contacts">The contacts, by sequence.</param>
/// <param name="Next">
/// The <see cref="ListContacts.After"/> of the next page, if there may be one: a page ends too when as many contacts were looked
/// at as one request may cost, so that it can be short, or empty, and not be the last.
/// </param>
public sealed record ContactsReply(IReadOnlyList<ContactDocument> Contacts, long? Next) : Reply;

/// <summary>
/// A contact that is closed, and of which only this is remembered in the engine; the store may have its document.
/// </summary>
/// <param name="Contact">What is remembered.</param>
public sealed record ClosedContactReply(ClosedContact Contact) : Reply;

/// <summary>An agent as it is after the request.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Contacts">What it has, by the order in which it came.</param>
/// <param name="Taken">How much of its capacity that takes.</param>
/// <param name="Created">Whether the request made it.</param>
public sealed record AgentReply(
    AgentDocument Agent, IReadOnlyList<AgentContact> Contacts, int Taken, bool Created = false) : Reply;

/// <summary>A contact that an agent has.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">Offered, connected or in wrap-up.</param>
/// <param name="Offer">The offer by which it came.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Cost">What it takes of the agent's capacity.</param>
public sealed record AgentContact(ContactId Contact, ContactState State, OfferId Offer, ChannelId Channel, int Cost);

/// <summary>A page of agents.</summary>
/// <param name="Agents">The agents, by sequence.</param>
/// <param name="Next">The <see cref="ListAgents.After"/> of the next page, if there is one.</param>
public sealed record AgentsReply(IReadOnlyList<AgentReply> Agents, long? Next) : Reply;

/// <summary>An agent is gone.</summary>
/// <param name="Agent">The agent.</param>
public sealed record AgentRemovedReply(AgentId Agent) : Reply;

/// <summary>The center as it is after the request.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="Counts">How many of each there are.</param>
public sealed record CenterReply(CenterSettings Settings, CenterCounts Counts) : Reply;

/// <summary>A queue's settings.</summary>
/// <param name="Queue">The settings.</param>
/// <param name="Created">Whether the request made it.</param>
public sealed record QueueReply(QueueSettings Queue, bool Created = false) : Reply;

/// <summary>A gate's settings.</summary>
/// <param name="Gate">The settings.</param>
/// <param name="Created">Whether the request made it.</param>
public sealed record GateReply(GateSettings Gate, bool Created = false) : Reply;

/// <summary>A queue or gate is gone.</summary>
/// <param name="Id">Its id.</param>
public sealed record RemovedReply(string Id) : Reply;

/// <summary>How many contacts and agents there are in each state.</summary>
public sealed record CenterCounts(
    int Queued, int Offered, int Connected, int WrapUp, int Offline, int Available, int NotReady, int Draining);

/// <summary>Skills, by name.</summary>
/// <param name="Skills">The skills.</param>
public sealed record SkillsReply(IReadOnlyList<SkillView> Skills) : Reply;

/// <summary>A skill, who has it, and who waits for it.</summary>
/// <param name="Id">The skill.</param>
/// <param name="Description">What it means, if that was said.</param>
/// <param name="Agents">How many agents have it.</param>
/// <param name="LoggedIn">How many of them are not offline.</param>
/// <param name="Available">How many of them are available, busy or not.</param>
/// <param name="Waiting">How many queued contacts need it.</param>
public sealed record SkillView(SkillId Id, string? Description, int Agents, int LoggedIn, int Available, int Waiting);

/// <summary>How long a contact that waits will wait from now on, by how fast those before it were answered lately.</summary>
/// <param name="P50">Half of such contacts wait no longer.</param>
/// <param name="P90">Nine tenths wait no longer.</param>
/// <param name="By">Whose answers it is made of: <c>line</c> (same queue, channel and needs) or <c>queue</c>.</param>
/// <param name="Answers">How many intervals between answers it is made of.</param>
public sealed record EstimatedWait(TimeSpan P50, TimeSpan P90, string By, int Answers);

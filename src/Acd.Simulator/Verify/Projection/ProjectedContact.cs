using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact as its events describe it.</summary>
internal sealed class ProjectedContact(ContactQueued queued)
{
    public ContactId Id { get; } = queued.Contact;

    public long Sequence { get; } = queued.Sequence;

    public ChannelId Channel { get; } = queued.Channel;

    public string? CallerId { get; } = queued.Caller ?? queued.CallerId;

    /// <summary>The time that its rank counts from: its entry, or a transfer to a new place.</summary>
    public Timestamp EnteredAt { get; set; } = queued.At;

    public QueueId Queue { get; set; } = queued.Queue;

    public GateId? Gate { get; set; } = queued.Gate;

    public IReadOnlyList<Requirement> Requirements { get; set; } = queued.Requirements;

    public int Priority { get; set; } = queued.Priority;

    public Timestamp Rank { get; set; } = queued.Rank;

    public ContactState State { get; set; } = ContactState.Queued;

    /// <summary>Whether it is on hold.</summary>
    public bool IsHeld { get; set; }

    /// <summary>The number of its last event within the contact.</summary>
    public int Events { get; set; } = queued.ContactSequence;

    /// <summary>Its pending offers, or the offer by which it is connected or in wrap-up.</summary>
    public List<ProjectedOffer> Offers { get; } = [];

    /// <summary>The agent that serves it.</summary>
    public AgentId? Agent { get; set; }

    /// <summary>When it was connected, later by the outages since. Null if it never was.</summary>
    public Timestamp? ConnectedAt { get; set; }

    /// <summary>Who hung up, if a hang-up ended the talk.</summary>
    public Party? EndedBy { get; set; }

    /// <summary>The end of its wrap-up, if it is in wrap-up.</summary>
    public Timestamp? WrapUpDue { get; set; }

    /// <summary>The start of its wrap-up, if it is in wrap-up.</summary>
    public Timestamp? WrapUpSince { get; set; }

    /// <summary>
    /// The agents to whom it is not offered for a while. No event reports the end of a cooldown, so after each commit these are
    /// the document's.
    /// </summary>
    public List<Cooldown> Cooldowns { get; set; } = [];

    /// <summary>
    /// Until when it is not offered to any agent in cooldown. No event reports the end, so after each commit this is the
    /// document's.
    /// </summary>
    public Timestamp? PausedUntil { get; set; }

    /// <summary>The agent that sent it to a named agent, until it is connected or moved again.</summary>
    public AgentId? Sender { get; set; }

    /// <summary>A sender with a firm cooldown whose end no document has shown yet.</summary>
    public AgentId? UnknownSender { get; set; }

    /// <summary>Whether it was reported as unservable. No event reports that it is servable again.</summary>
    public bool ToldUnservable { get; set; }

    /// <summary>The agent that keeps room for it, and since when one did, by its document. No event shows that.</summary>
    public (AgentId? Agent, Timestamp? Since) Room { get; set; }

    /// <summary>
    /// Since when it waits unstaffed in a queue with an action for that. No event reports it, so after each commit it is the
    /// document's.
    /// </summary>
    public Timestamp? UnstaffedSince { get; set; }

    /// <summary>The offers that agents declined or missed in this stay in its queue.</summary>
    public int Refusals { get; set; }

    /// <summary>Whether its queue's action for refused contacts has happened in this stay.</summary>
    public bool MetWhenRefused { get; set; }

    /// <summary>Its preferred agent, if it has one.</summary>
    public AgentPreference? Preference { get; set; }

    /// <summary>Its own plan; null if no document showed it.</summary>
    public ProjectedPlan? Plan { get; set; }

    public Timestamp WaitingSince { get; set; } = queued.At;

    public Timestamp InQueueSince { get; set; } = queued.At;

    /// <summary>The time of the last step of its plan that happened.</summary>
    public TimeSpan? PlanDone { get; set; }

    /// <summary>Whether its queue's action for expired contacts has happened.</summary>
    public bool Expired { get; set; }

    /// <summary>
    /// Its callback, if it has one. No event reports that the next attempt is due, so after each commit that is the document's.
    /// </summary>
    public CallbackDocument? Callback { get; set; }

    /// <summary>Its release from an agent who is offline, if one is scheduled.</summary>
    public ReleaseDocument? Release { get; set; }

    /// <summary>Its pending offer to an agent that it is handed over to, beside its offers.</summary>
    public ProjectedOffer? Handover { get; set; }

    /// <summary>Its parking, if it is parked.</summary>
    public ParkedDocument? Parked { get; set; }

    /// <summary>Whether it is parked or waits for its next attempt, and so is in no line.</summary>
    public bool IsAway => Parked is not null || Callback?.NotBefore is not null;

    /// <summary>Its place in line; the lower goes first.</summary>
    public (long Rank, long Sequence) Key => (Rank.Milliseconds, Sequence);
}

/// <summary>An offer as the events describe it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Cost">Its cost in the agent's capacity.</param>
/// <param name="Due">The time of its timeout.</param>
/// <param name="At">When it was made.</param>
/// <param name="Assigned">Whether a supervisor assigned the contact.</param>
/// <param name="Accepted">Whether the agent has accepted it.</param>
internal sealed record ProjectedOffer(
    OfferId Id, AgentId Agent, int Cost, Timestamp Due, Timestamp At, bool Assigned, bool Accepted = false);

/// <summary>A contact's preference for an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Until">Its end; null if no document shows it.</param>
internal sealed record AgentPreference(AgentId Agent, Timestamp? Until);

/// <summary>A contact's own plan. No event shows it, but its document does, and it never changes.</summary>
/// <param name="Steps">The steps; null for its queue's plan.</param>
internal sealed record ProjectedPlan(IReadOnlyList<PlanStep>? Steps);

/// <summary>An agent as the events describe it.</summary>
internal sealed class ProjectedAgent(AgentId id, long sequence, AgentProfile profile)
{
    public AgentId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public AgentProfile Profile { get; set; } = profile;

    public Presence Presence { get; set; } = Presence.Offline;

    public string? Reason { get; set; }

    /// <summary>Its place among the idle agents, derived from the events; the longest idle has the least.</summary>
    public long IdleOrder { get; set; }

    /// <summary>Its place among the idle agents if breaks do not count.</summary>
    public long ContactOrder { get; set; }

    /// <summary>The sequence number of its last offer.</summary>
    public long LastOffer { get; set; }

    /// <summary>The number of contacts it accepted on the day of its last accept.</summary>
    public (DateOnly Day, int Contacts) Accepted { get; set; }

    /// <summary>The number of its misses in a row, and when the last one was counted.</summary>
    public (int Count, Timestamp? At) Missed { get; set; }

    /// <summary>When it last accepted a contact while another rang at it.</summary>
    public Timestamp? AcceptedAt { get; set; }

    /// <summary>Its contacts, with the offers that gave it them.</summary>
    public List<(ProjectedContact Contact, ProjectedOffer Offer)> Assignments { get; } = [];

    /// <summary>Its wrap-ups of contacts that it passed on.</summary>
    public List<AgentWrapUpStarted> WrapUps { get; } = [];

    public int UsedCapacity => Assignments.Sum(one => one.Offer.Cost) + WrapUps.Sum(wrapUp => wrapUp.Cost);

    /// <summary>Its level in a skill; 0 without the skill.</summary>
    public int LevelOf(SkillId skill) => Profile.Skills.FirstOrDefault(own => own.Skill == skill)?.Level ?? 0;
}

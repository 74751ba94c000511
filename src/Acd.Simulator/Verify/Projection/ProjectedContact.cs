using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A contact as the events tell it.</summary>
internal sealed class ProjectedContact(ContactQueued queued)
{
    public ContactId Id { get; } = queued.Contact;

    public long Sequence { get; } = queued.Sequence;

    public ChannelId Channel { get; } = queued.Channel;

    public string? CallerId { get; } = queued.CallerId;

    /// <summary>The time that its rank is counted from: of its entry, or of a transfer to a new place.</summary>
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

    /// <summary>Offers that are pending, or the one by which it is connected or in wrap-up.</summary>
    public List<ProjectedOffer> Offers { get; } = [];

    /// <summary>Whether it was ever offered to anybody.</summary>
    public bool WasOffered { get; set; }

    /// <summary>Who serves it.</summary>
    public AgentId? Agent { get; set; }

    /// <summary>When its wrap-up ends by itself, if it is in wrap-up.</summary>
    public Timestamp? WrapUpDue { get; set; }

    /// <summary>
    /// Agents to whom it is not offered for a while. Events do not tell when a cooldown is removed: after each commit these are
    /// the document's.
    /// </summary>
    public List<Cooldown> Cooldowns { get; set; } = [];

    public bool ToldUnservable { get; set; }

    /// <summary>Whom it is kept for at first, if it is.</summary>
    public AgentPreference? Preference { get; set; }

    /// <summary>What becomes of it while it waits, counted from the times and the steps below.</summary>
    public ProjectedPlan? Plan { get; set; }

    public Timestamp WaitingSince { get; set; } = queued.At;

    public Timestamp InQueueSince { get; set; } = queued.At;

    /// <summary>The time of the last step of its plan that was taken.</summary>
    public TimeSpan? PlanDone { get; set; }

    /// <summary>Whether it has met what its queue does about contacts that wait too long.</summary>
    public bool Expired { get; set; }

    /// <summary>
    /// What it is as a callback, if it is one. Events do not tell when its next attempt comes due: after each commit that is as
    /// in the document.
    /// </summary>
    public CallbackDocument? Callback { get; set; }

    /// <summary>Its place in line: the lower goes first.</summary>
    public (long Rank, long Sequence) Key => (Rank.Milliseconds, Sequence);
}

/// <summary>An offer as the events tell it.</summary>
/// <param name="Id">The offer.</param>
/// <param name="Agent">Whom it is held out to.</param>
/// <param name="Cost">What it takes of the agent's capacity.</param>
/// <param name="Due">When it times out.</param>
/// <param name="Accepted">Whether the agent has taken it.</param>
internal sealed record ProjectedOffer(OfferId Id, AgentId Agent, int Cost, Timestamp Due, bool Accepted = false);

/// <summary>For whom a contact is kept.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Until">How long at the most; unknown where no document tells.</param>
internal sealed record AgentPreference(AgentId Agent, Timestamp? Until);

/// <summary>A contact's own plan. No event tells it, but its document does, and it never changes.</summary>
/// <param name="Steps">The steps; none for its queue's plan.</param>
internal sealed record ProjectedPlan(IReadOnlyList<PlanStep>? Steps);

/// <summary>An agent as the events tell it.</summary>
internal sealed class ProjectedAgent(AgentId id, long sequence, AgentProfile profile)
{
    public AgentId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public AgentProfile Profile { get; set; } = profile;

    public Presence Presence { get; set; } = Presence.Offline;

    public string? Reason { get; set; }

    /// <summary>Its place among the idle, made of the events by the rules; the longest idle has the least.</summary>
    public long IdleOrder { get; set; }

    /// <summary>Its place among the idle where breaks do not count.</summary>
    public long ContactOrder { get; set; }

    /// <summary>The number of the last offer that was made to it.</summary>
    public long LastOffer { get; set; }

    /// <summary>How many contacts it accepted on the day on which it accepted the last one.</summary>
    public (DateOnly Day, int Contacts) Accepted { get; set; }

    /// <summary>The contacts it has, with the offers by which it has them.</summary>
    public List<(ProjectedContact Contact, ProjectedOffer Offer)> Assignments { get; } = [];

    public int UsedCapacity => Assignments.Sum(one => one.Offer.Cost);

    /// <summary>Its level in a skill; 0 where it has not the skill.</summary>
    public int LevelOf(SkillId skill) => Profile.Skills.FirstOrDefault(own => own.Skill == skill)?.Level ?? 0;
}

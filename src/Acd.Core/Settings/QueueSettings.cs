namespace Acd.Core;

/// <summary>A queue's settings.</summary>
/// <param name="Id">The queue.</param>
public sealed record QueueSettings(QueueId Id)
{
    /// <summary>The time an agent has to answer an offer, 1 to 600 s.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The wrap-up time after a contact, during which it still takes capacity, 0 to 3,600 s.</summary>
    public TimeSpan WrapUp { get; init; } = TimeSpan.Zero;

    /// <summary>The unanswered offers in a row after which an agent becomes not ready, 1 to 100.</summary>
    public int MaxMissedOffers { get; init; } = 1;

    /// <summary>
    /// How long a contact is not offered again to an agent who did not take it, 0 to 600 s. Ignored if no other agent could
    /// serve it.
    /// </summary>
    public TimeSpan RetryCooldown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether offers are accepted automatically.</summary>
    public bool AutoAccept { get; init; }

    /// <summary>The head start in line per priority level, 0 to 3,600 s.</summary>
    public TimeSpan HeadStartPerPriority { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether a higher priority always goes first, regardless of waiting times.</summary>
    public bool StrictPriority { get; init; }

    /// <summary>The target time to answer a contact, 1 to 86,400 s.</summary>
    public TimeSpan ServiceLevelTarget { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The strategy that picks one of the ready agents.</summary>
    public Strategy Strategy { get; init; }

    /// <summary>The start of an agent's idle time in this queue.</summary>
    public IdleBasis IdleBasis { get; init; }

    /// <summary>The number of agents that a contact is offered to at once, 1 to 50. The first to accept gets it.</summary>
    public int OffersAtOnce { get; init; } = 1;

    /// <summary>How long a contact is reserved for its preferred agent, 0 to 600 s.</summary>
    public TimeSpan PreferredFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The plan for contacts without their own, at most 16 steps with increasing times.</summary>
    public IReadOnlyList<PlanStep> Plan { get; init; } = [];

    /// <summary>The most queued and offered contacts without callbacks, 0 to 1,000,000. Null for no limit.</summary>
    public int? MaxWaiting { get; init; }

    /// <summary>The action on a contact that enters a full queue. By default it is closed as rejected.</summary>
    public WaitAction? WhenFull { get; init; }

    /// <summary>The longest wait in this queue, 1 s to 7 days. Null for no limit.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>The action on a contact after the longest wait. By default it is closed as expired.</summary>
    public WaitAction? WhenExpired { get; init; }

    /// <summary>The hours in which contacts may enter. Null for always.</summary>
    public OpeningHours? Hours { get; init; }

    /// <summary>Whether the queue is closed, regardless of its hours.</summary>
    public bool Closed { get; init; }

    /// <summary>The action on a contact that enters a closed queue. By default it is closed as rejected.</summary>
    public WaitAction? WhenClosed { get; init; }

    /// <summary>The action on a contact that enters unstaffed: no staff has its skills. By default it waits.</summary>
    public WaitAction? JoinEmpty { get; init; }

    /// <summary>
    /// The action on contacts that have waited unstaffed for <see cref="EmptyFor"/>. By default they wait.
    /// </summary>
    public WaitAction? LeaveWhenEmpty { get; init; }

    /// <summary>How long a caller who abandons may return to the old rank, 0 (never) to 3,600 s.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.Zero;

    /// <summary>The number of callback attempts, 1 to 10.</summary>
    public int CallbackAttempts { get; init; } = 3;

    /// <summary>The delay after a failed callback attempt, 1 s to 1 day.</summary>
    public TimeSpan CallbackDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after its request a callback expires, if no agent has it, 1 s to 7 days.</summary>
    public TimeSpan CallbackExpiry { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest wait of an abandoned contact that counts as a short abandon, 0 to 600 s.</summary>
    public TimeSpan ShortAbandon { get; init; } = TimeSpan.FromSeconds(5);

    // Members with a default other than the type's that stored settings may lack have "set": the generated reader of an "init"
    // member replaces the default.

    /// <summary>Whether an agent has wrap-up after a transfer, a requeue or a failed callback too.</summary>
    public bool WrapUpAfterTransfer { get; set; } = true;

    /// <summary>How long a contact waits unstaffed before <see cref="LeaveWhenEmpty"/> acts, 0 to 600 s.</summary>
    public TimeSpan EmptyFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether agents who are not ready count as staff.</summary>
    public bool NotReadyIsStaff { get; set; } = true;

    /// <summary>
    /// Whether agents count as staff who are not ready because they did not answer, declined or had an unreachable device.
    /// </summary>
    public bool SetAsideIsStaff { get; init; }

    /// <summary>
    /// The action on a contact that agents have declined or missed so often in this queue. By default it is offered on.
    /// </summary>
    public RefusalLimit? WhenRefused { get; init; }

    /// <summary>The display name, at most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Whether an agent may pick a waiting contact that it could be offered.</summary>
    public bool MayPick { get; init; }

    /// <summary>
    /// The rules for connected contacts whose agent goes offline, at most one for each channel and one for all others. By
    /// default a voice contact stays connected, and others go back in line after 60 s.
    /// </summary>
    public IReadOnlyList<AgentGoneRule> AgentGone { get; set; } = [];

    /// <summary>The rule for a channel's contacts whose agent goes offline.</summary>
    public AgentGoneRule AgentGoneOn(ChannelId channel)
    {
        AgentGoneRule? others = null;
        foreach (var rule in AgentGone)
        {
            if (rule.Channel == channel) return rule;
            if (rule.Channel is null) others = rule;
        }

        return others ?? (channel == ChannelId.Voice ? AgentGoneRule.Voice : AgentGoneRule.Others);
    }

    /// <summary>
    /// How long a contact that an agent did not take is not offered again to agents in cooldown, even if nobody else could serve
    /// it, 0 to 60 s. A cooldown is at least as long.
    /// </summary>
    public TimeSpan OfferPause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The declined offers in a row after which an agent becomes not ready, 1 to 100.</summary>
    public int MaxDeclines { get; set; } = 3;
}

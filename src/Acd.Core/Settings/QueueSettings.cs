namespace Acd.Core;

/// <summary>How a queue serves its contacts.</summary>
/// <param name="Id">The queue.</param>
public sealed record QueueSettings(QueueId Id)
{
    /// <summary>How long an agent has to answer an offer: 1 to 600 s.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an agent's capacity stays taken after a contact, for paperwork: 0 to 3,600 s.</summary>
    public TimeSpan WrapUp { get; init; } = TimeSpan.Zero;

    /// <summary>After how many unanswered offers in a row an agent is set not ready: 1 to 100.</summary>
    public int MaxMissedOffers { get; init; } = 1;

    /// <summary>
    /// How long a contact is not offered again to an agent who did not take it, unless nobody else could: 0 to 600 s.
    /// </summary>
    public TimeSpan RetryCooldown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether an offer is accepted for the agent at once.</summary>
    public bool AutoAccept { get; init; }

    /// <summary>How much earlier each step of priority puts a contact in line: 0 to 3,600 s.</summary>
    public TimeSpan HeadStartPerPriority { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether each priority goes wholly before the next lower one, however long that has waited.</summary>
    public bool StrictPriority { get; init; }

    /// <summary>Within how many seconds a contact should be answered: 1 to 86,400 s.</summary>
    public TimeSpan ServiceLevelTarget { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Who of the agents that are ready for a contact is offered it.</summary>
    public Strategy Strategy { get; init; }

    /// <summary>From when on an agent counts as idle in this queue.</summary>
    public IdleBasis IdleBasis { get; init; }

    /// <summary>To how many agents at once a contact is offered, 1 to 50; the first to accept has it.</summary>
    public int OffersAtOnce { get; init; } = 1;

    /// <summary>How long a contact that names a preferred agent is kept for that agent alone: 0 to 600 s.</summary>
    public TimeSpan PreferredFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What changes while a contact waits that has no plan of its own: at most 16 steps, each later than the one before.
    /// </summary>
    public IReadOnlyList<PlanStep> Plan { get; init; } = [];

    /// <summary>How many contacts may wait (queued or offered, callbacks apart): 0 to 1,000,000; none for no limit.</summary>
    public int? MaxWaiting { get; init; }

    /// <summary>What becomes of a contact that enters while so many wait; without it, it is closed as rejected.</summary>
    public WaitAction? WhenFull { get; init; }

    /// <summary>How long a contact may wait in this queue: 1 s to 7 days; none for no limit.</summary>
    public TimeSpan? MaxWait { get; init; }

    /// <summary>What becomes of a contact that has waited so long; without it, it is closed as expired.</summary>
    public WaitAction? WhenExpired { get; init; }

    /// <summary>When contacts may enter; none for always.</summary>
    public OpeningHours? Hours { get; init; }

    /// <summary>Whether nothing may enter, whatever the hours say.</summary>
    public bool Closed { get; init; }

    /// <summary>What becomes of a contact that enters while the queue is closed; without it, it is closed as rejected.</summary>
    public WaitAction? WhenClosed { get; init; }

    /// <summary>What becomes of a contact that enters while nobody logged in has its skills; without it, it waits.</summary>
    public WaitAction? JoinEmpty { get; init; }

    /// <summary>
    /// What becomes of waiting contacts when nobody logged in has their skills any longer; without it, they wait.
    /// </summary>
    public WaitAction? LeaveWhenEmpty { get; init; }

    /// <summary>Within how long of abandoning a caller who comes back has its old rank again: 0 (never) to 3,600 s.</summary>
    public TimeSpan ResumeWithin { get; init; } = TimeSpan.Zero;

    /// <summary>How often a callback is tried, 1 to 10.</summary>
    public int CallbackAttempts { get; init; } = 3;

    /// <summary>How long after a failed callback the next is tried: 1 s to 1 day.</summary>
    public TimeSpan CallbackDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long after it was asked for a callback is given up, if no agent has it: 1 s to 7 days.</summary>
    public TimeSpan CallbackExpiry { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Up to which wait an abandoned contact counts as a short abandon: 0 to 600 s.</summary>
    public TimeSpan ShortAbandon { get; init; } = TimeSpan.FromSeconds(5);
}

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
}

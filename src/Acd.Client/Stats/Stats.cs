namespace Acd.Client;

/// <summary>The statistics of contacts: of the center, a queue, a gate or a skill.</summary>
/// <param name="At">The time of the reply.</param>
/// <param name="TimeZone">The time zone in which a day begins.</param>
/// <param name="By">How figures are assigned to intervals.</param>
/// <param name="Now">The current counts.</param>
/// <param name="From">The start of the requested time.</param>
/// <param name="To">The end of the requested time.</param>
/// <param name="Total">The figures of the requested time, the sum of its intervals.</param>
public sealed record ContactStats(
    DateTimeOffset At, string TimeZone, StatsBasis By, ContactsNow Now, DateTimeOffset From, DateTimeOffset To,
    ContactFigures Total) : Answer
{
    /// <summary>The intervals, also the empty ones. Null if not requested.</summary>
    public IReadOnlyList<ContactInterval>? Intervals { get; init; }

    /// <summary>For a queue: its gates by id, after the contacts without a gate. They add up to the queue.</summary>
    public IReadOnlyList<GateFigures>? Gates { get; init; }

    /// <summary>For the center and skills: the current counts of agents.</summary>
    public AgentsNow? Agents { get; init; }

    /// <summary>For the center: the figures of all agents in the requested time.</summary>
    public AgentFigures? AgentTotal { get; init; }

    /// <summary>For the center: how evenly the work was shared among logged-in agents.</summary>
    public FairnessFigures? Fairness { get; init; }
}

/// <summary>The statistics of an agent.</summary>
/// <param name="At">The time of the reply.</param>
/// <param name="TimeZone">The time zone in which a day begins.</param>
/// <param name="Now">The agent's current state.</param>
/// <param name="From">The start of the requested time.</param>
/// <param name="To">The end of the requested time.</param>
/// <param name="Total">The figures of the requested time, the sum of its intervals.</param>
public sealed record AgentStats(
    DateTimeOffset At, string TimeZone, AgentNow Now, DateTimeOffset From, DateTimeOffset To, AgentFigures Total) : Answer
{
    /// <summary>The intervals, also the empty ones. Null if not requested.</summary>
    public IReadOnlyList<AgentInterval>? Intervals { get; init; }
}

/// <summary>The current counts of open contacts.</summary>
/// <param name="Waiting">Contacts in line, callbacks included.</param>
/// <param name="Offered">Contacts offered to an agent.</param>
/// <param name="Connected">Contacts connected to an agent.</param>
/// <param name="WrapUp">Contacts in wrap-up.</param>
/// <param name="Callbacks">The callbacks among the waiting and offered contacts.</param>
public sealed record ContactsNow(int Waiting, int Offered, int Connected, int WrapUp, int Callbacks) : ApiObject
{
    /// <summary>The longest current wait in line or ringing, without callbacks.</summary>
    public TimeSpan? LongestWait { get; init; }

    /// <summary>The connected contacts whose agent is offline.</summary>
    public int ConnectedOffline { get; init; }

    /// <summary>The parked contacts. They do not count as waiting.</summary>
    public int Parked { get; init; }
}

/// <summary>The current counts of agents. Each agent is in one of the first seven.</summary>
/// <param name="Offline">Offline, with or without contacts.</param>
/// <param name="Idle">Available, without contacts.</param>
/// <param name="Offered">Available, with an offer only.</param>
/// <param name="Busy">Logged in and connected to a contact.</param>
/// <param name="WrapUp">Logged in and in wrap-up, without a connected contact.</param>
/// <param name="NotReady">Not ready, without contacts.</param>
/// <param name="Draining">Draining, with at most an offer.</param>
/// <param name="Available">All available agents, with or without contacts.</param>
public sealed record AgentsNow(
    int Offline, int Idle, int Offered, int Busy, int WrapUp, int NotReady, int Draining, int Available) : ApiObject;

/// <summary>An agent's current state.</summary>
/// <param name="Presence">The presence.</param>
/// <param name="Offered">Contacts offered to it.</param>
/// <param name="Connected">Contacts connected to it.</param>
/// <param name="WrapUp">Contacts in wrap-up with it.</param>
public sealed record AgentNow(Presence Presence, int Offered, int Connected, int WrapUp) : ApiObject;

/// <summary>The figures of contacts in one interval.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end.</param>
/// <param name="Figures">The figures.</param>
public sealed record ContactInterval(DateTimeOffset From, DateTimeOffset To, ContactFigures Figures) : ApiObject;

/// <summary>An agent's figures in one interval.</summary>
/// <param name="From">The start.</param>
/// <param name="To">The end.</param>
/// <param name="Figures">The figures.</param>
public sealed record AgentInterval(DateTimeOffset From, DateTimeOffset To, AgentFigures Figures) : ApiObject;

/// <summary>A gate's part of its queue.</summary>
/// <param name="Gate">The gate. Null for contacts without a gate.</param>
/// <param name="Now">The current counts.</param>
/// <param name="Total">The figures of the requested time.</param>
public sealed record GateFigures(string? Gate, ContactsNow Now, ContactFigures Total) : ApiObject;

/// <summary>Jain's fairness index over the logged-in agents: 1 if all have the same, 1 ÷ agents if one has all.</summary>
/// <param name="Agents">The number of agents.</param>
/// <param name="OfContacts">Over each agent's answered contacts, callbacks included. Null if there were none.</param>
/// <param name="OfHandleTime">Over each agent's talk and wrap-up time. Null if there was none.</param>
public sealed record FairnessFigures(int Agents, decimal? OfContacts, decimal? OfHandleTime) : ApiObject;

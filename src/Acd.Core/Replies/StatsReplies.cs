namespace Acd.Core;

/// <summary>Statistics of contacts: of the center, a queue, a gate or a skill.</summary>
/// <param name="At">The time of the answer.</param>
/// <param name="TimeZone">The zone in which a day begins.</param>
/// <param name="By">By what the figures are booked.</param>
/// <param name="Now">How things stand.</param>
/// <param name="From">The beginning of the time that was asked for.</param>
/// <param name="To">Its end.</param>
/// <param name="Total">The figures of that time: the sum of its intervals.</param>
public sealed record ContactStatsReply(
    Timestamp At, string TimeZone, StatsBasis By, ContactsNow Now, Timestamp From, Timestamp To, ContactFigures Total) : Reply
{
    /// <summary>The intervals, those without anything too; none where they were not asked for.</summary>
    public IReadOnlyList<ContactInterval>? Intervals { get; init; }

    /// <summary>Of a queue: each of its gates by id, after those contacts that came by none; they add up to the queue.</summary>
    public IReadOnlyList<GateFigures>? Gates { get; init; }

    /// <summary>Of the center and of skills: the agents now.</summary>
    public AgentsNow? Agents { get; init; }

    /// <summary>Of the center: what all agents did in the time that was asked for.</summary>
    public AgentFigures? AgentTotal { get; init; }

    /// <summary>Of the center: how evenly work was shared in that time among the agents who were logged in.</summary>
    public FairnessFigures? Fairness { get; init; }
}

/// <summary>Statistics of an agent.</summary>
/// <param name="At">The time of the answer.</param>
/// <param name="TimeZone">The zone in which a day begins.</param>
/// <param name="Now">What the agent is doing.</param>
/// <param name="From">The beginning of the time that was asked for.</param>
/// <param name="To">Its end.</param>
/// <param name="Total">The figures of that time: the sum of its intervals.</param>
public sealed record AgentStatsReply(
    Timestamp At, string TimeZone, AgentNow Now, Timestamp From, Timestamp To, AgentFigures Total) : Reply
{
    /// <summary>The intervals, those without anything too; none where they were not asked for.</summary>
    public IReadOnlyList<AgentInterval>? Intervals { get; init; }
}

/// <summary>The contacts that are open now.</summary>
/// <param name="Waiting">How many wait in line, callbacks too.</param>
/// <param name="Offered">How many are held out to an agent.</param>
/// <param name="Connected">How many an agent serves.</param>
/// <param name="WrapUp">Of how many an agent does the paperwork.</param>
/// <param name="Callbacks">How many of those that wait or are offered are callbacks.</param>
public sealed record ContactsNow(int Waiting, int Offered, int Connected, int WrapUp, int Callbacks)
{
    /// <summary>How long the customer waits who waits longest, in line or while it rings, callbacks apart.</summary>
    public TimeSpan? LongestWait { get; init; }
}

/// <summary>The agents now, each in one of these.</summary>
/// <param name="Offline">Logged out, with nothing.</param>
/// <param name="Idle">Available, with nothing.</param>
/// <param name="Offered">Available, and something is held out to them.</param>
/// <param name="Busy">With a contact, whatever they say of themselves.</param>
/// <param name="WrapUp">With paperwork, and no contact.</param>
/// <param name="NotReady">Not ready, with nothing.</param>
/// <param name="Draining">About to log out, with no more than an offer.</param>
/// <param name="Available">How many say that they are available, whatever they have.</param>
public sealed record AgentsNow(
    int Offline, int Idle, int Offered, int Busy, int WrapUp, int NotReady, int Draining, int Available);

/// <summary>What an agent is doing.</summary>
/// <param name="Presence">What it says of itself.</param>
/// <param name="Offered">How many contacts are held out to it.</param>
/// <param name="Connected">How many it serves.</param>
/// <param name="WrapUp">Of how many it does the paperwork.</param>
public sealed record AgentNow(Presence Presence, int Offered, int Connected, int WrapUp);

/// <summary>One interval's figures of contacts.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Figures">The figures.</param>
public sealed record ContactInterval(Timestamp From, Timestamp To, ContactFigures Figures);

/// <summary>One interval's figures of an agent.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="Figures">The figures.</param>
public sealed record AgentInterval(Timestamp From, Timestamp To, AgentFigures Figures);

/// <summary>A gate's part in its queue.</summary>
/// <param name="Gate">The gate; none for contacts that came by none.</param>
/// <param name="Now">How things stand.</param>
/// <param name="Total">The figures of the time that was asked for.</param>
public sealed record GateFigures(GateId? Gate, ContactsNow Now, ContactFigures Total);

/// <summary>Jain's index over the agents who were logged in: 1 where all have the same, 1 ÷ agents where one has all.</summary>
/// <param name="Agents">How many agents there were.</param>
/// <param name="OfContacts">Over the contacts that each answered, callbacks too; none where nobody answered any.</param>
/// <param name="OfHandleTime">Over the time that each talked and did paperwork; none where nobody did.</param>
public sealed record FairnessFigures(int Agents, decimal? OfContacts, decimal? OfHandleTime);

namespace Acd.Client;

/// <summary>An agent.</summary>
public sealed record Agent : Answer
{
    /// <summary>The agent.</summary>
    public required string Id { get; init; }

    /// <summary>The number of the event that made it. Lists have this order.</summary>
    public long Sequence { get; init; }

    /// <summary>The profile.</summary>
    public required AgentProfile Profile { get; init; }

    /// <summary>The presence.</summary>
    public required Presence Presence { get; init; }

    /// <summary>The reason for the presence, if there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>When the presence began.</summary>
    public DateTimeOffset PresenceSince { get; init; }

    /// <summary>The part of its capacity that is taken.</summary>
    public int Taken { get; init; }

    /// <summary>The contacts that it has, by arrival.</summary>
    public IReadOnlyList<AgentContact> Contacts { get => field ?? []; init; }

    /// <summary>Its wrap-ups of contacts that it passed on, by start.</summary>
    public IReadOnlyList<AgentWrapUp> WrapUps { get => field ?? []; init; }

    /// <summary>The number of its unanswered offers in a row.</summary>
    public int MissedOffers { get; init; }

    /// <summary>The number of its declined offers in a row.</summary>
    public int DeclinedOffers { get; init; }

    /// <summary>The contacts that it has accepted on <see cref="CountedDay"/>.</summary>
    public int ContactsToday { get; init; }

    /// <summary>The day of its last accepted contact, in the center's time zone.</summary>
    public DateOnly? CountedDay { get; init; }

    /// <summary>Whether its devices send heartbeats. Missing heartbeats then log it out.</summary>
    public bool HasHeartbeat { get; init; }
}

/// <summary>An agent's profile. A member that is null when it is put has its default.</summary>
public sealed record AgentProfile : ApiObject
{
    /// <summary>The display name, at most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The skills, at most 64.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }

    /// <summary>The load that it can have at once, 1 to 10,000. A voice contact takes 100, which is the default.</summary>
    public int? Capacity { get; init; }

    /// <summary>The costs and limits of channels that differ from the center's.</summary>
    public IReadOnlyList<ChannelCost>? Channels { get; init; }

    /// <summary>Whether offers are accepted for it at once.</summary>
    public bool? AutoAccept { get; init; }

    /// <summary>Whether it is set not ready after each contact.</summary>
    public bool? ManualIn { get; init; }

    /// <summary>Where its telephone is reached, a SIP URI or an extension: 1 to 256 characters.</summary>
    public string? Address { get; init; }
}

/// <summary>A contact of an agent.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="State">Offered, connected or in wrap-up.</param>
/// <param name="Offer">The offer.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Cost">The capacity that it takes.</param>
public sealed record AgentContact(string Contact, ContactState State, string Offer, string Channel, int Cost) : ApiObject;

/// <summary>An agent's wrap-up of a contact that it passed on.</summary>
/// <param name="Offer">The offer by which the agent had the contact.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Queue">The queue that it was in.</param>
/// <param name="Gate">The gate by which it had entered that queue, if any.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Cost">The capacity that stays taken.</param>
/// <param name="Since">The start.</param>
/// <param name="Due">When it ends by itself.</param>
public sealed record AgentWrapUp(
    string Offer, string Contact, string Queue, string? Gate, string Channel, int Cost, DateTimeOffset Since,
    DateTimeOffset Due) : ApiObject;

/// <summary>A page of agents, in the order of their creation.</summary>
public sealed record AgentPage : Answer
{
    /// <summary>The agents.</summary>
    public IReadOnlyList<Agent> Agents { get => field ?? []; init; }

    /// <summary>Where the next page begins. Null on the last page.</summary>
    public long? Next { get; init; }
}

/// <summary>The devices of an agent that are connected.</summary>
public sealed record AgentDevices : Answer
{
    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>The devices, the first one first.</summary>
    public IReadOnlyList<AgentDevice> Devices { get => field ?? []; init; }
}

/// <summary>A device that is connected.</summary>
/// <param name="Id">The device.</param>
public sealed record AgentDevice(string Id) : ApiObject;

/// <summary>What another system reports of an agent's presence.</summary>
/// <param name="Source">The system.</param>
/// <param name="Sequence">The report's number at its source, greater than any before.</param>
/// <param name="Presence">The presence.</param>
/// <param name="Reason">Why the agent is not ready. Null for none.</param>
public sealed record PresenceReport(string Source, long Sequence, Presence Presence, string? Reason = null) : ApiObject;

/// <summary>What became of a presence report.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Source">The report's source.</param>
/// <param name="Sequence">The report's number.</param>
/// <param name="Applied">False where a later report of the source came before, so that this one changed nothing.</param>
/// <param name="Latest">The number of the source's latest report.</param>
/// <param name="Presence">The agent's presence now.</param>
/// <param name="Reason">The reason of that presence.</param>
public sealed record PresenceReportResult(
    string Agent, string Source, long Sequence, bool Applied, long Latest, Presence Presence, string? Reason) : Answer;

internal sealed record PresenceBody(Presence Presence, string? Reason, bool? KeepOffers);

internal sealed record LevelBody(int? Level);

namespace Acd.Client;

/// <summary>What an event stream brings: an event of the center, a view, or the news that events are missing.</summary>
public abstract record AcdEvent : ApiObject
{
    /// <summary>What it is, for example <c>contactOffered</c>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The number of the last event that is known with it. A stream after this number misses nothing.</summary>
    public long Sequence { get; init; }
}

/// <summary>
/// The events that were asked for are gone, or never were. The stream goes on with what is kept: forget what you know.
/// </summary>
/// <param name="FirstKept">The number of the next event.</param>
public sealed record StreamReset(long FirstKept) : AcdEvent;

/// <summary>The whole view of the center or of an agent, which the next events change.</summary>
public sealed record StreamSnapshot : AcdEvent
{
    /// <summary>The agents. On an agent's stream this agent.</summary>
    public IReadOnlyList<Agent> Agents { get => field ?? []; init; }

    /// <summary>The open contacts. On an agent's stream those that it has.</summary>
    public IReadOnlyList<Contact> Contacts { get => field ?? []; init; }

    /// <summary>The center's settings. Null on an agent's stream.</summary>
    public CenterSettings? Settings { get; init; }
}

/// <summary>An event of the center.</summary>
public abstract record CenterEvent : AcdEvent
{
    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The agent that it is about, if any.</summary>
    public string? Agent { get; init; }
}

/// <summary>An event of a type that this version does not know. <see cref="ApiObject.More"/> has its members.</summary>
public sealed record UnknownEvent : CenterEvent;

/// <summary>An event about a contact.</summary>
public abstract record ContactEvent : CenterEvent
{
    /// <summary>The contact.</summary>
    public required string Contact { get; init; }

    /// <summary>The event's number within its contact: 1, 2, 3 … without gaps.</summary>
    public required int ContactSequence { get; init; }

    /// <summary>The contact's queue.</summary>
    public required string Queue { get; init; }

    /// <summary>The gate by which the contact entered the queue, if any.</summary>
    public string? Gate { get; init; }

    /// <summary>The contact's channel.</summary>
    public required string Channel { get; init; }
}

/// <summary>An agent's presence changed.</summary>
public sealed record AgentPresenceChanged : CenterEvent
{
    /// <summary>The presence from now on.</summary>
    public required Presence Presence { get; init; }

    /// <summary>The reason: the agent's text, or one of the center's, for example <c>ringNoAnswer</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a supervisor changed it for the agent.</summary>
    public bool Forced { get; init; }
}

/// <summary>An agent was made, changed or removed.</summary>
public sealed record AgentChanged : CenterEvent
{
    /// <summary>The profile from now on. Null if the agent was removed.</summary>
    public AgentProfile? Profile { get; init; }
}

/// <summary>A setting changed. The member that is not null is what changed.</summary>
public sealed record SettingsChanged : CenterEvent
{
    /// <summary>Whether the center is open from now on.</summary>
    public bool? Open { get; init; }

    /// <summary>The center's time zone from now on.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The new or changed channel.</summary>
    public ChannelCost? Channel { get; init; }

    /// <summary>The new or changed queue.</summary>
    public QueueSettings? Queue { get; init; }

    /// <summary>The removed queue.</summary>
    public string? RemovedQueue { get; init; }

    /// <summary>The new or changed gate.</summary>
    public GateSettings? Gate { get; init; }

    /// <summary>The removed gate.</summary>
    public string? RemovedGate { get; init; }

    /// <summary>The new or changed description of a skill.</summary>
    public SkillDescription? Skill { get; init; }

    /// <summary>The skill whose description was removed.</summary>
    public string? RemovedSkill { get; init; }

    /// <summary>The changed settings of the whole center.</summary>
    public GeneralSettings? Center { get; init; }

    /// <summary>How long agents keep room for the first contact that needs more of it, from now on.</summary>
    public TimeSpan? KeepRoomForFirst { get; init; }

    /// <summary>All settings, in events of old versions only.</summary>
    public CenterSettings? Settings { get; init; }
}

/// <summary>A page of events, of which only the number of the last event is read.</summary>
internal sealed record EventPage(long Last);

/// <summary>The description of a skill.</summary>
/// <param name="Id">The skill.</param>
/// <param name="Description">The text.</param>
public sealed record SkillDescription(string Id, string Description) : ApiObject;

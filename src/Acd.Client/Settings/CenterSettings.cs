using System.Text.Json;

namespace Acd.Client;

/// <summary>A page of queues, in the order of their creation.</summary>
public sealed record QueuePage : Answer
{
    /// <summary>The queues.</summary>
    public IReadOnlyList<QueueSettings> Queues { get => field ?? []; init; }

    /// <summary>The queue after which the next page begins. Null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>A gate's settings.</summary>
public sealed record GateSettings : Answer
{
    /// <summary>The gate.</summary>
    public string? Id { get; init; }

    /// <summary>The queue that the gate leads to.</summary>
    public required string Queue { get; init; }

    /// <summary>The skills that the gate adds, at most 32. Of two levels for a skill the higher counts.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }

    /// <summary>The priority of contacts without their own, 0 to 9.</summary>
    public int? Priority { get; init; }

    /// <summary>The text that the agent gets with the offer, at most 256 characters.</summary>
    public string? Whisper { get; init; }

    /// <summary>An object of which contacts get the members that they do not have, at most 4,096 bytes.</summary>
    public JsonElement? Attributes { get; init; }

    /// <summary>The display name, at most 256 characters.</summary>
    public string? Name { get; init; }
}

/// <summary>A page of gates, in the order of their creation.</summary>
public sealed record GatePage : Answer
{
    /// <summary>The gates.</summary>
    public IReadOnlyList<GateSettings> Gates { get => field ?? []; init; }

    /// <summary>The gate after which the next page begins. Null on the last page.</summary>
    public string? Next { get; init; }
}

/// <summary>A skill with its agents and waiting contacts.</summary>
public sealed record Skill : Answer
{
    /// <summary>The skill.</summary>
    public required string Id { get; init; }

    /// <summary>The description, if there is one.</summary>
    public string? Description { get; init; }

    /// <summary>The agents who have it.</summary>
    public int Agents { get; init; }

    /// <summary>Those of them who are not offline.</summary>
    public int LoggedIn { get; init; }

    /// <summary>Those of them who are available, busy or not.</summary>
    public int Available { get; init; }

    /// <summary>The queued contacts that require it.</summary>
    public int Waiting { get; init; }
}

/// <summary>Skills, by name.</summary>
public sealed record SkillList : Answer
{
    /// <summary>The skills.</summary>
    public IReadOnlyList<Skill> Skills { get => field ?? []; init; }
}

/// <summary>The part of an agent's capacity that a channel's contact takes.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Cost">The cost, 1 to 10,000.</param>
/// <param name="MaxContacts">The most contacts of the channel per agent, 1 to 10,000. Null for no limit.</param>
/// <param name="MaxOffers">The most contacts of the channel that ring at an agent at once, 1 to 50. Null for 1.</param>
public sealed record ChannelCost(string Channel, int Cost, int? MaxContacts = null, int? MaxOffers = null) : Answer;

/// <summary>Channels and what their contacts cost.</summary>
public sealed record ChannelList : Answer
{
    /// <summary>The channels.</summary>
    public IReadOnlyList<ChannelCost> Channels { get => field ?? []; init; }
}

/// <summary>The center's settings, and the numbers of contacts and agents in each state.</summary>
public sealed record CenterOverview : Answer
{
    /// <summary>The settings.</summary>
    public required CenterSettings Settings { get; init; }

    /// <summary>The counts.</summary>
    public required CenterCounts Counts { get; init; }
}

/// <summary>All settings of a center.</summary>
public sealed record CenterSettings : ApiObject
{
    /// <summary>Whether contacts are offered.</summary>
    public bool Open { get; init; }

    /// <summary>The queues, by creation.</summary>
    public IReadOnlyList<QueueSettings> Queues { get => field ?? []; init; }

    /// <summary>The gates, by creation.</summary>
    public IReadOnlyList<GateSettings> Gates { get => field ?? []; init; }

    /// <summary>The IANA name of the time zone in which a day begins.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The channels.</summary>
    public IReadOnlyList<ChannelCost> Channels { get => field ?? []; init; }

    /// <summary>How long an agent keeps room for the first contact that needs more of it.</summary>
    public TimeSpan? KeepRoomForFirst { get; init; }

    /// <summary>The center's display name.</summary>
    public string? Name { get; init; }

    /// <summary>The region of callers' numbers without the code of a country.</summary>
    public string? Region { get; init; }

    /// <summary>How long after an outage nobody leaves the line for having waited too long.</summary>
    public TimeSpan? GraceAfterOutage { get; init; }

    /// <summary>The reasons that an agent may have for not ready. None for any reason.</summary>
    public IReadOnlyList<NotReadyReason> NotReadyReasons { get => field ?? []; init; }
}

/// <summary>The numbers of contacts and agents in each state.</summary>
public sealed record CenterCounts : ApiObject
{
    /// <summary>Contacts in line.</summary>
    public int Queued { get; init; }

    /// <summary>Contacts that are offered.</summary>
    public int Offered { get; init; }

    /// <summary>Contacts that are connected.</summary>
    public int Connected { get; init; }

    /// <summary>Contacts in wrap-up.</summary>
    public int WrapUp { get; init; }

    /// <summary>Agents who are offline.</summary>
    public int Offline { get; init; }

    /// <summary>Agents who are available.</summary>
    public int Available { get; init; }

    /// <summary>Agents who are not ready.</summary>
    public int NotReady { get; init; }

    /// <summary>Agents who drain.</summary>
    public int Draining { get; init; }
}

/// <summary>The settings of the whole center that are put together. What is null when they are put has its default.</summary>
public sealed record GeneralSettings : Answer
{
    /// <summary>The center's display name, at most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>How long an agent's heartbeats may be missing before the agent is offline, 1 to 3,600 s.</summary>
    public TimeSpan? HeartbeatTimeout { get; init; }

    /// <summary>How long a closed contact is remembered, 1 s to 7 days.</summary>
    public TimeSpan? ClosedContactTtl { get; init; }

    /// <summary>The most closed contacts that are remembered, 1,000 to 10,000,000.</summary>
    public int? ClosedContactsKept { get; init; }

    /// <summary>The region of callers' numbers without the code of a country, for example <c>DE</c>.</summary>
    public string? Region { get; init; }

    /// <summary>How long the key of a request is remembered with its answer, 1 s to 7 days.</summary>
    public TimeSpan? RequestTtl { get; init; }

    /// <summary>How long after an outage nobody leaves the line for having waited too long, 0 s to 5 minutes.</summary>
    public TimeSpan? GraceAfterOutage { get; init; }

    /// <summary>The reasons that an agent may have for not ready, at most 100. None for any reason.</summary>
    public IReadOnlyList<NotReadyReason>? NotReadyReasons { get; init; }
}

/// <summary>A reason for not ready.</summary>
/// <param name="Reason">The reason, 1 to 64 characters.</param>
/// <param name="Name">Its display name.</param>
public sealed record NotReadyReason(string Reason, string? Name = null) : ApiObject;

internal sealed record DescriptionBody(string Description);

internal sealed record StateBody(bool Open, bool AgentsToo);

internal sealed record TimeZoneBody(string TimeZone);

internal sealed record KeepRoomBody(TimeSpan KeepRoomForFirst);

using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>
/// The settings of the whole center. Queues, gates and descriptions of skills are stored as documents of their own.
/// </summary>
public sealed record CenterSettings
{
    /// <summary>Whether contacts are offered. In a closed center contacts still enter and talks continue.</summary>
    public bool Open { get; init; } = true;

    /// <summary>The queues, by creation. <c>default</c> is always the first.</summary>
    public IReadOnlyList<QueueSettings> Queues { get; init; } = [new QueueSettings(QueueId.Default)];

    /// <summary>The gates, by creation.</summary>
    public IReadOnlyList<GateSettings> Gates { get; init; } = [];

    /// <summary>The IANA name of the time zone for daily counts.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The default cost of each channel's contacts.</summary>
    public IReadOnlyList<ChannelCost> Channels { get; init; } =
    [
        new(ChannelId.Voice, 100), new(new("chat"), 25), new(new("email"), 10), new(new("task"), 10),
    ];

    /// <summary>Descriptions of skills.</summary>
    public IReadOnlyList<SkillSettings> Skills { get; init; } = [];

    /// <summary>How long an agent's heartbeats may be missing before the agent is offline, 1 to 3,600 s.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a closed contact is remembered, 1 s to 7 days.</summary>
    public TimeSpan ClosedContactTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most closed contacts that are remembered, 1,000 to 10,000,000. The newest stay.</summary>
    public int ClosedContactsKept { get; init; } = 1_000_000;

    /// <summary>
    /// How long an agent keeps room that becomes free for the first contact that needs more of it, 0 s to 1 day. At 0 s contacts
    /// that need less room pass it.
    /// </summary>
    /// <remarks>It is "set", because the generated reader replaces the default of an "init" member that is absent.</remarks>
    public TimeSpan KeepRoomForFirst { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>The center's display name.</summary>
    public string? Name { get; init; }

    /// <summary>The region of callers' numbers without the code of a country. Null for none.</summary>
    public string? Region { get; init; }

    // Settings of before lack the members with "set": the generated reader of an "init" member would replace the default.

    /// <summary>The reasons that an agent may have for not ready. None for any reason.</summary>
    public IReadOnlyList<NotReadyReason> NotReadyReasons { get; set; } = [];

    /// <summary>How long the key of a request is remembered with its answer.</summary>
    public TimeSpan RequestTtl { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after an outage nobody leaves the line for having waited too long, 0 s to 5 minutes.</summary>
    public TimeSpan GraceAfterOutage { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The settings that are put together.</summary>
    [JsonIgnore]
    public GeneralSettings Options => new()
    {
        Name = Name,
        HeartbeatTimeout = HeartbeatTimeout,
        ClosedContactTtl = ClosedContactTtl,
        ClosedContactsKept = ClosedContactsKept,
        Region = Region,
        NotReadyReasons = NotReadyReasons,
        RequestTtl = RequestTtl,
        GraceAfterOutage = GraceAfterOutage,
    };

    /// <summary>These settings with other ones that are put together.</summary>
    public CenterSettings With(GeneralSettings options) => this with
    {
        Name = options.Name,
        HeartbeatTimeout = options.HeartbeatTimeout,
        ClosedContactTtl = options.ClosedContactTtl,
        ClosedContactsKept = options.ClosedContactsKept,
        Region = options.Region,
        NotReadyReasons = options.NotReadyReasons,
        RequestTtl = options.RequestTtl,
        GraceAfterOutage = options.GraceAfterOutage,
    };
}

/// <summary>The part of an agent's capacity that a channel's contact takes.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Cost">The cost, 1 to 10,000.</param>
/// <param name="MaxContacts">The most contacts of the channel per agent, 1 to 10,000. Null for no limit.</param>
/// <param name="MaxOffers">The most contacts of the channel that ring at an agent at once, 1 to 50. Null for 1.</param>
public sealed record ChannelCost(ChannelId Channel, int Cost, int? MaxContacts = null, int? MaxOffers = null);

/// <summary>The description of a skill.</summary>
/// <param name="Id">The skill.</param>
/// <param name="Description">The text, at most 256 characters.</param>
public sealed record SkillSettings(SkillId Id, string Description);

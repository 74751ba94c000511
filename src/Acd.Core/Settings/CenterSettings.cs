namespace Acd.Core;

/// <summary>What holds for the whole center. It is kept in the store, as one document.</summary>
public sealed record CenterSettings
{
    /// <summary>Whether contacts are offered. A closed center takes contacts in line and lets talks go on.</summary>
    public bool Open { get; init; } = true;

    /// <summary>The queues, by the order of their making; <c>default</c> is always the first.</summary>
    public IReadOnlyList<QueueSettings> Queues { get; init; } = [new QueueSettings(QueueId.Default)];

    /// <summary>The gates, by the order of their making.</summary>
    public IReadOnlyList<GateSettings> Gates { get; init; } = [];

    /// <summary>The zone in which a day begins, for what is counted by day, by its IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>What a contact of each channel takes of an agent's capacity, where the agent does not say otherwise.</summary>
    public IReadOnlyList<ChannelCost> Channels { get; init; } =
    [
        new(ChannelId.Voice, 100), new(new("chat"), 25), new(new("email"), 10), new(new("task"), 10),
    ];

    /// <summary>What is known of skills beyond their names.</summary>
    public IReadOnlyList<SkillSettings> Skills { get; init; } = [];

    /// <summary>How long an agent's devices may be silent before the agent is offline: 1 to 3,600 s.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a closed contact is remembered: 1 s to 7 days.</summary>
    public TimeSpan ClosedContactTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many closed contacts are remembered at the most, the latest: 1,000 to 10,000,000.</summary>
    public int ClosedContactsKept { get; init; } = 1_000_000;
}

/// <summary>What a contact of a channel takes of an agent's capacity.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Cost">The cost, 1 to 10,000.</param>
/// <param name="MaxContacts">
/// How many contacts of the channel an agent may have at once, if that is limited: 1 to 10,000.
/// </param>
public sealed record ChannelCost(ChannelId Channel, int Cost, int? MaxContacts = null);

/// <summary>What is known of a skill beyond its name.</summary>
/// <param name="Id">The skill.</param>
/// <param name="Description">What it means, at most 256 characters.</param>
public sealed record SkillSettings(SkillId Id, string Description);

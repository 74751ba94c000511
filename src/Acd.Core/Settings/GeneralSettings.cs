namespace Acd.Core;

/// <summary>The settings of the whole center that are put together. Queues, gates, channels and skills have their own.</summary>
public sealed record GeneralSettings
{
    /// <summary>The center's display name, at most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>How long an agent's heartbeats may be missing before the agent is offline, 1 to 3,600 s.</summary>
    public TimeSpan HeartbeatTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a closed contact is remembered, 1 s to 7 days.</summary>
    public TimeSpan ClosedContactTtl { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most closed contacts that are remembered, 1,000 to 10,000,000. The newest stay.</summary>
    public int ClosedContactsKept { get; init; } = 1_000_000;

    /// <summary>
    /// The region of callers' numbers without the code of a country: two capital letters, for example <c>DE</c>. Null for none.
    /// </summary>
    public string? Region { get; init; }

    /// <summary>How long the key of a request is remembered with its answer, 1 s to 7 days.</summary>
    public TimeSpan RequestTtl { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long after an outage nobody leaves the line for having waited too long, 0 s to 5 minutes.</summary>
    public TimeSpan GraceAfterOutage { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The reasons that an agent may have for not ready, at most 100. None for any reason.</summary>
    public IReadOnlyList<NotReadyReason> NotReadyReasons { get; set; } = [];
}

/// <summary>A reason for not ready.</summary>
/// <param name="Reason">The reason, 1 to 64 characters, as agents send it.</param>
/// <param name="Name">Its display name, at most 256 characters.</param>
public sealed record NotReadyReason(string Reason, string? Name = null);

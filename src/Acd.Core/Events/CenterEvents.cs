using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>What an agent says of itself, or what the engine had to say for it, has changed.</summary>
public sealed record AgentPresenceChanged : CenterEvent
{
    /// <summary>The presence from now on.</summary>
    public required Presence Presence { get; init; }

    /// <summary>
    /// Why: the agent's own words; <c>ringNoAnswer</c>, <c>manualIn</c>, <c>closed</c> (not ready) or <c>heartbeatLost</c>,
    /// <c>drained</c> (offline) where the engine said it.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Whether somebody else said it for the agent: a supervisor.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Forced { get; init; }
}

/// <summary>An agent was created, changed or removed.</summary>
public sealed record AgentChanged : CenterEvent
{
    /// <summary>The agent's profile from now on; none where the agent was removed.</summary>
    public AgentProfile? Profile { get; init; }
}

/// <summary>The center was opened, closed, or its settings changed.</summary>
public sealed record SettingsChanged : CenterEvent
{
    /// <summary>The settings from now on.</summary>
    public required CenterSettings Settings { get; init; }
}

using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>The treatment of connected contacts whose agent goes offline and stays away.</summary>
/// <param name="Do">The action.</param>
public sealed record AgentGoneRule(AgentGoneAction Do)
{
    /// <summary>The rule for voice contacts by default.</summary>
    public static readonly AgentGoneRule Voice = new(AgentGoneAction.Keep);

    /// <summary>The rule for contacts of other channels by default.</summary>
    public static readonly AgentGoneRule Others = new(AgentGoneAction.Requeue);

    /// <summary>The channel. Null for all channels without a rule of their own.</summary>
    public ChannelId? Channel { get; init; }

    /// <summary>The agent's absence before the action, 1 to 86,400 s.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>The action on a connected contact whose agent is gone.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentGoneAction>))]
public enum AgentGoneAction
{
    /// <summary>It stays connected to the agent.</summary>
    Keep,

    /// <summary>It goes back in line at its rank, and prefers that agent.</summary>
    Requeue,

    /// <summary>It closes as completed.</summary>
    Close,
}

using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>A command about one agent.</summary>
/// <param name="Agent">The agent.</param>
public abstract record AgentCommand(AgentId Agent) : Command;

/// <summary>Creates an offline agent, or replaces an agent's profile.</summary>
/// <param name="Agent">The agent's id.</param>
/// <param name="Profile">The profile.</param>
/// <param name="OnlyNew">Whether an existing agent is refused.</param>
public sealed record PutAgent(AgentId Agent, AgentProfile Profile, bool OnlyNew = false) : AgentCommand(Agent);

/// <summary>Removes an agent without contacts. Its pending offers are revoked.</summary>
/// <param name="Agent">The agent.</param>
public sealed record RemoveAgent(AgentId Agent) : AgentCommand(Agent);

/// <summary>Sets an agent's presence.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Presence">The presence.</param>
/// <param name="Reason">
/// The reason for <see cref="Presence.NotReady"/>, at most 64 characters. Ignored with other presences.
/// </param>
/// <param name="Forced">Whether a supervisor gives the command for the agent.</param>
/// <param name="KeepOffers">
/// Whether contacts that ring at an agent that becomes <see cref="Presence.NotReady"/> go on ringing there. Ignored with other
/// presences.
/// </param>
public sealed record SetPresence(
    AgentId Agent, Presence Presence, string? Reason = null, bool Forced = false, bool KeepOffers = false)
    : AgentCommand(Agent);

/// <summary>Gives an agent a skill, or changes its level.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Skill">The skill and its level.</param>
public sealed record PutAgentSkill(AgentId Agent, AgentSkill Skill) : AgentCommand(Agent);

/// <summary>Removes a skill from an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Skill">The skill. It is no error if the agent does not have it.</param>
public sealed record RemoveAgentSkill(AgentId Agent, SkillId Skill) : AgentCommand(Agent);

/// <summary>A heartbeat of an agent's device. After the first one, missing heartbeats log the agent out.</summary>
/// <param name="Agent">An agent that is not offline.</param>
public sealed record HeartbeatAgent(AgentId Agent) : AgentCommand(Agent);

/// <summary>Ends an agent's wrap-ups of contacts that it passed on. One that is over already changes nothing.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Offer">The offer of the connection that is meant. By default all.</param>
public sealed record EndAgentWrapUp(AgentId Agent, OfferId? Offer = null) : AgentCommand(Agent);

/// <summary>An agent's configuration.</summary>
public sealed record AgentProfile
{
    /// <summary>The agent's display name, at most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The agent's skills, each once, at most 64.</summary>
    [JsonConverter(typeof(AgentSkillsConverter))]
    public IReadOnlyList<AgentSkill> Skills { get; init; } = [];

    /// <summary>The agent's capacity, 1 to 10,000. A voice contact takes 100.</summary>
    public int Capacity { get; init; } = 100;

    /// <summary>Channel costs and limits that differ from the center's.</summary>
    public IReadOnlyList<ChannelCost> Channels { get; init; } = [];

    /// <summary>Whether offers to this agent are accepted automatically.</summary>
    public bool AutoAccept { get; init; }

    /// <summary>Whether the agent becomes not ready after each accepted contact (manual-in).</summary>
    public bool ManualIn { get; init; }

    /// <summary>Where its telephone is reached, a SIP URI or an extension: 1 to 256 characters.</summary>
    public string? Address { get; init; }
}

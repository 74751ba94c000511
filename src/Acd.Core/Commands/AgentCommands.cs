using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>A command about one agent.</summary>
/// <param name="Agent">The agent.</param>
public abstract record AgentCommand(AgentId Agent) : Command;

/// <summary>Creates an agent, offline, or replaces the profile of the one there is.</summary>
/// <param name="Agent">The agent's id.</param>
/// <param name="Profile">Its profile.</param>
/// <param name="OnlyNew">Whether to refuse where the agent exists.</param>
public sealed record PutAgent(AgentId Agent, AgentProfile Profile, bool OnlyNew = false) : AgentCommand(Agent);

/// <summary>Removes an agent that has no contact; its pending offers are revoked.</summary>
/// <param name="Agent">The agent.</param>
public sealed record RemoveAgent(AgentId Agent) : AgentCommand(Agent);

/// <summary>Sets what the agent says of itself.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Presence">The presence.</param>
/// <param name="Reason">Why it is not ready, at most 64 characters; kept with <see cref="Presence.NotReady"/> only.</param>
/// <param name="Forced">Whether somebody else says it for the agent: a supervisor.</param>
public sealed record SetPresence(AgentId Agent, Presence Presence, string? Reason = null, bool Forced = false)
    : AgentCommand(Agent);

/// <summary>Gives an agent a skill, or another proficiency in it.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Skill">The skill and the proficiency.</param>
public sealed record PutAgentSkill(AgentId Agent, AgentSkill Skill) : AgentCommand(Agent);

/// <summary>Takes a skill from an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Skill">The skill; no error where the agent has it not.</param>
public sealed record RemoveAgentSkill(AgentId Agent, SkillId Skill) : AgentCommand(Agent);

/// <summary>A sign of life from an agent's device. From the first one until it is offline, silence logs the agent out.</summary>
/// <param name="Agent">An agent that is not offline.</param>
public sealed record HeartbeatAgent(AgentId Agent) : AgentCommand(Agent);

/// <summary>What an agent is, apart from what it does at the moment.</summary>
public sealed record AgentProfile
{
    /// <summary>The agent's name for people, at most 256 characters.</summary>
    public string? Name { get; init; }

    /// <summary>What it can, each skill once, at most 64.</summary>
    [JsonConverter(typeof(AgentSkillsConverter))]
    public IReadOnlyList<AgentSkill> Skills { get; init; } = [];

    /// <summary>How much it can have at once, 1 to 10,000; a voice contact takes 100.</summary>
    public int Capacity { get; init; } = 100;

    /// <summary>Costs and greatest numbers of channels where they differ from the center's.</summary>
    public IReadOnlyList<ChannelCost> Channels { get; init; } = [];

    /// <summary>Whether offers to this agent are accepted for it at once.</summary>
    public bool AutoAccept { get; init; }

    /// <summary>Whether the agent must say that it is available again after each contact it takes (manual-in).</summary>
    public bool ManualIn { get; init; }
}

namespace Acd.Core;

/// <summary>Asks for a contact and its position in the queue.</summary>
/// <param name="Contact">The contact.</param>
public sealed record GetContact(ContactId Contact) : Query;

/// <summary>Asks why a contact waits, or why its offered agent was chosen.</summary>
/// <param name="Contact">The contact.</param>
public sealed record ExplainContact(ContactId Contact) : Query;

/// <summary>Asks for an agent and its contacts.</summary>
/// <param name="Agent">The agent.</param>
public sealed record GetAgent(AgentId Agent) : Query;

/// <summary>Asks for a page of agents by creation.</summary>
/// <param name="After">The sequence number before the page's first agent, 0 for the first page.</param>
/// <param name="Limit">The page size, 1 to 1,000.</param>
public sealed record ListAgents(long After = 0, int Limit = 100) : Query
{
    /// <summary>Only agents in this state.</summary>
    public AgentState? State { get; init; }

    /// <summary>Only agents who may serve this queue: who have the skills of one of its gates or of a contact in it.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>Only agents with this skill.</summary>
    public SkillId? Skill { get; init; }

    /// <summary>Only agents with this text in the id or the name, in any case; 1 to 64 characters.</summary>
    public string? Search { get; init; }
}

/// <summary>Asks for a skill, the agents who have it and the contacts that wait for it.</summary>
/// <param name="Skill">The skill.</param>
public sealed record GetSkill(SkillId Skill) : Query;

/// <summary>Asks for all skills of agents, waiting contacts and descriptions, by name; at most 1,000.</summary>
public sealed record ListSkills : Query;

/// <summary>Asks for the settings and counts of the whole center.</summary>
public sealed record GetCenter : Query;

/// <summary>Asks for the settings of the whole center that are put together.</summary>
public sealed record GetGeneralSettings : Query;

/// <summary>
/// Asks for the whole view of the center or of an agent. A center with more than <see cref="Limits.SnapshotSize"/> agents and
/// open contacts is refused.
/// </summary>
/// <param name="Agent">The agent. Null for the center.</param>
public sealed record GetSnapshot(AgentId? Agent = null) : Query;

/// <summary>Asks for a queue's settings.</summary>
/// <param name="Queue">The queue.</param>
public sealed record GetQueue(QueueId Queue) : Query;

/// <summary>Asks for a gate's settings.</summary>
/// <param name="Gate">The gate.</param>
public sealed record GetGate(GateId Gate) : Query;

/// <summary>Asks for the contacts that an agent may pick now, the first in line first.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Limit">The most contacts, 1 to 100.</param>
public sealed record ListPickable(AgentId Agent, int Limit = 20) : Query;

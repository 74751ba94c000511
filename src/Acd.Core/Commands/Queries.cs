namespace Acd.Core;

/// <summary>One contact and its place in line.</summary>
/// <param name="Contact">The contact.</param>
public sealed record GetContact(ContactId Contact) : Query;

/// <summary>Why a contact waits, or why the agent it is offered to was chosen.</summary>
/// <param name="Contact">The contact.</param>
public sealed record ExplainContact(ContactId Contact) : Query;

/// <summary>One agent and what it has.</summary>
/// <param name="Agent">The agent.</param>
public sealed record GetAgent(AgentId Agent) : Query;

/// <summary>A page of agents by the order of their making.</summary>
/// <param name="After">The sequence number after which the page starts, 0 for the first page.</param>
/// <param name="Limit">How many at the most, 1 to 1,000.</param>
public sealed record ListAgents(long After = 0, int Limit = 100) : Query;

/// <summary>One skill: who has it, and who waits for it.</summary>
/// <param name="Skill">The skill.</param>
public sealed record GetSkill(SkillId Skill) : Query;

/// <summary>Every skill that an agent has, a waiting contact needs or a description names, by name; at most 1,000.</summary>
public sealed record ListSkills : Query;

/// <summary>The settings and the counts of the whole center.</summary>
public sealed record GetCenter : Query;

/// <summary>One queue's settings.</summary>
/// <param name="Queue">The queue.</param>
public sealed record GetQueue(QueueId Queue) : Query;

/// <summary>One gate's settings.</summary>
/// <param name="Gate">The gate.</param>
public sealed record GetGate(GateId Gate) : Query;

namespace Acd.Core;

/// <summary>Opens the center: waiting contacts are offered.</summary>
/// <param name="AgentsToo">Whether every known agent is set available with it.</param>
public sealed record OpenCenter(bool AgentsToo = false) : Command;

/// <summary>Closes the center: contacts still enter the line and talks go on, but nothing is offered.</summary>
/// <param name="AgentsToo">Whether every agent is set not ready with it.</param>
public sealed record CloseCenter(bool AgentsToo = false) : Command;

/// <summary>Replaces a queue's settings. They hold for what happens from now on.</summary>
/// <param name="Queue">The settings; the queue must exist.</param>
public sealed record PutQueue(QueueSettings Queue) : Command;

/// <summary>Describes a skill. Skills need no description to be used.</summary>
/// <param name="Skill">The skill and its description.</param>
public sealed record PutSkill(SkillSettings Skill) : Command;

/// <summary>Takes a skill from every agent, and forgets its description.</summary>
/// <param name="Skill">The skill.</param>
public sealed record RemoveSkill(SkillId Skill) : Command;

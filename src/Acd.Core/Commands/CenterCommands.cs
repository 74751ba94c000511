namespace Acd.Core;

/// <summary>Opens the center: waiting contacts are offered.</summary>
/// <param name="AgentsToo">Whether every known agent is set available with it.</param>
public sealed record OpenCenter(bool AgentsToo = false) : Command;

/// <summary>Closes the center: contacts still enter the line and talks go on, but nothing is offered.</summary>
/// <param name="AgentsToo">Whether every agent is set not ready with it.</param>
public sealed record CloseCenter(bool AgentsToo = false) : Command;

/// <summary>Makes a queue, or replaces its settings. They hold for what happens from now on, to waiting contacts too.</summary>
/// <param name="Queue">The settings.</param>
public sealed record PutQueue(QueueSettings Queue) : Command;

/// <summary>Removes a queue that has no open contact, and that no gate, plan or limit leads to.</summary>
/// <param name="Queue">The queue; not <c>default</c>.</param>
public sealed record RemoveQueue(QueueId Queue) : Command;

/// <summary>Makes a gate, or replaces its settings.</summary>
/// <param name="Gate">The settings; the queue must exist.</param>
public sealed record PutGate(GateSettings Gate) : Command;

/// <summary>Removes a gate that no open contact came by, and that no plan or limit leads to.</summary>
/// <param name="Gate">The gate.</param>
public sealed record RemoveGate(GateId Gate) : Command;

/// <summary>Adds a channel, or changes what its contacts cost from their next offer on.</summary>
/// <param name="Channel">The channel, its cost and its greatest number; at most 16 channels.</param>
public sealed record PutChannel(ChannelCost Channel) : Command;

/// <summary>Sets the zone in which the center's day begins.</summary>
/// <param name="TimeZone">Its IANA name.</param>
public sealed record PutTimeZone(string TimeZone) : Command;

/// <summary>Describes a skill. Skills need no description to be used.</summary>
/// <param name="Skill">The skill and its description.</param>
public sealed record PutSkill(SkillSettings Skill) : Command;

/// <summary>Takes a skill from every agent, and forgets its description.</summary>
/// <param name="Skill">The skill.</param>
public sealed record RemoveSkill(SkillId Skill) : Command;

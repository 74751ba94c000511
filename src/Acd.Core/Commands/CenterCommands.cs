namespace Acd.Core;

/// <summary>Opens the center: waiting contacts are offered to agents.</summary>
/// <param name="AgentsToo">Whether all agents become available.</param>
public sealed record OpenCenter(bool AgentsToo = false) : Command;

/// <summary>Closes the center: contacts still enter and talks continue, but nothing is offered.</summary>
/// <param name="AgentsToo">Whether all agents become not ready.</param>
public sealed record CloseCenter(bool AgentsToo = false) : Command;

/// <summary>Creates a queue or replaces its settings. They apply at once, also to waiting contacts.</summary>
/// <param name="Queue">The settings.</param>
public sealed record PutQueue(QueueSettings Queue) : Command;

/// <summary>Removes a queue without open contacts that no gate, plan or limit names.</summary>
/// <param name="Queue">The queue. Not <c>default</c>.</param>
public sealed record RemoveQueue(QueueId Queue) : Command;

/// <summary>Creates a gate or replaces its settings.</summary>
/// <param name="Gate">The settings. The queue must exist.</param>
public sealed record PutGate(GateSettings Gate) : Command;

/// <summary>Removes a gate without open contacts that no plan or limit names.</summary>
/// <param name="Gate">The gate.</param>
public sealed record RemoveGate(GateId Gate) : Command;

/// <summary>Adds a channel, or changes its cost for later offers.</summary>
/// <param name="Channel">The channel with its cost and limit. At most 16 channels.</param>
public sealed record PutChannel(ChannelCost Channel) : Command;

/// <summary>Sets the center's time zone, in which its day begins.</summary>
/// <param name="TimeZone">The zone's IANA name.</param>
public sealed record PutTimeZone(string TimeZone) : Command;

/// <summary>Sets how long agents keep room for the first contact that needs more of it than is free.</summary>
/// <param name="Time">The time, 0 s to 1 day. At 0 s no room is kept.</param>
public sealed record PutKeepRoom(TimeSpan Time) : Command;

/// <summary>Describes a skill. A description is optional.</summary>
/// <param name="Skill">The skill and its description.</param>
public sealed record PutSkill(SkillSettings Skill) : Command;

/// <summary>Removes a skill from all agents, and its description.</summary>
/// <param name="Skill">The skill.</param>
public sealed record RemoveSkill(SkillId Skill) : Command;

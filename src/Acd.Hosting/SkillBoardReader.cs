using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Reads a skill as it was at most so long ago, from a board that is made of events and asks no dispatcher. A process that has
/// none answers exactly.
/// </summary>
/// <param name="skill">The skill.</param>
/// <param name="maxAge">The greatest age.</param>
/// <param name="cancel">Ends the wait.</param>
/// <returns>The skill; null where no board is so fresh at present, so that the center must be asked.</returns>
public delegate ValueTask<AgedSkill?> SkillBoardReader(SkillId skill, TimeSpan maxAge, CancellationToken cancel);

/// <summary>A skill, and how old that is at most.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Age">The time in which something may have happened that is not in it.</param>
public sealed record AgedSkill(SkillView Skill, TimeSpan Age);

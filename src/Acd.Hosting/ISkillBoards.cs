using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Skills as boards show them, which are made of events and ask no dispatcher. A process that has none answers exactly.
/// </summary>
public interface ISkillBoards
{
    /// <summary>A skill as it was at most so long ago.</summary>
    /// <param name="skill">The skill.</param>
    /// <param name="maxAge">The greatest age.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The skill; null where no board is so fresh at present, so that the center must be asked.</returns>
    ValueTask<AgedSkill?> TryGetAsync(SkillId skill, TimeSpan maxAge, CancellationToken cancel = default);
}

/// <summary>A skill, and how old that is at most.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Age">The time in which something may have happened that is not in it.</param>
public sealed record AgedSkill(SkillView Skill, TimeSpan Age);

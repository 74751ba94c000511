using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// A skill's board. Its key is <c>center/skill</c>. It is made from events, and answers without asking the dispatcher.
/// </summary>
[Alias("acd.skill")]
public interface ISkillGrain : IGrainWithStringKey
{
    /// <summary>The board as it is, some milliseconds behind the dispatcher.</summary>
    /// <returns>A <see cref="SkillBoard"/>, or <c>center.unavailable</c> while it is being made.</returns>
    [Alias("board")]
    ValueTask<Reply> GetBoardAsync();
}

/// <summary>A skill: who has it, and who waits for it.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Agents">How many agents have it.</param>
/// <param name="LoggedIn">How many of them are not offline.</param>
/// <param name="Available">How many of them are available, busy or not.</param>
/// <param name="Waiting">How many queued contacts need it.</param>
/// <param name="LongestWait">How long the one of them has waited that waits longest; none where nobody waits.</param>
/// <param name="EstimatedWait">
/// How long a contact that came now would wait: those that wait, times the mean time between the last connections of
/// contacts that needed the skill; none before there were two of these.
/// </param>
/// <param name="Position">The sequence number of the last event that the board knows of.</param>
public sealed record SkillBoard(
    SkillId Skill, int Agents, int LoggedIn, int Available, int Waiting, TimeSpan? LongestWait, TimeSpan? EstimatedWait,
    long Position) : Reply;

using Acd.Core;

namespace Acd.Grains;

/// <summary>
/// The board of one skill. Its key is <c>center/skill</c>. It is made from events and answers without the dispatcher.
/// </summary>
[Alias("acd.skill")]
public interface ISkillGrain : IGrainWithStringKey
{
    /// <summary>The board, some milliseconds behind the dispatcher.</summary>
    /// <returns>A <see cref="SkillBoard"/>, or <c>center.unavailable</c> while it is being made.</returns>
    [Alias("board")]
    ValueTask<Reply> GetBoardAsync();

    /// <summary>The board as it is, without waiting for one that is being made.</summary>
    /// <returns>A <see cref="SkillBoard"/>, or <c>center.unavailable</c> where there is none.</returns>
    [Alias("boardNow"), ResponseTimeout(CallTimeouts.WithoutCommit)]
    ValueTask<Reply> GetBoardNowAsync();
}

/// <summary>The agents who have a skill, and the contacts that wait for it.</summary>
/// <param name="Skill">The skill.</param>
/// <param name="Agents">How many agents have it.</param>
/// <param name="LoggedIn">How many of them are not offline.</param>
/// <param name="Available">How many of them are available, busy or not.</param>
/// <param name="Waiting">How many queued contacts need it.</param>
/// <param name="LongestWait">How long the first of them has waited; null where no contact waits.</param>
/// <param name="EstimatedWait">
/// How long a new contact would wait: the number of waiting contacts, times the mean time between the last connections of
/// contacts that needed the skill; null before there were two of these.
/// </param>
/// <param name="Position">The sequence number of the last event that the board contains.</param>
public sealed record SkillBoard(
    SkillId Skill, int Agents, int LoggedIn, int Available, int Waiting, TimeSpan? LongestWait, TimeSpan? EstimatedWait,
    long Position) : Reply
{
    /// <summary>The skill's description, if it has one.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// How long ago the board certainly had every event that there was; null before it had them once.
    /// </summary>
    public TimeSpan? Age { get; init; }
}

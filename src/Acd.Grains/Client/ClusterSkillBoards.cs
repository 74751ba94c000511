using Acd.Core;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>The skills' boards: a member's own, and for a client those of a member.</summary>
/// <param name="grains">Orleans' client, or a silo.</param>
/// <param name="names">The names of the cluster and of its center.</param>
/// <param name="feed">Whether the cluster can be called yet.</param>
/// <param name="local">The boards of this process; null in a process that is no silo.</param>
internal sealed class ClusterSkillBoards(
    IGrainFactory grains, ClusterNames names, ClusterEventFeed feed, SkillBoardUpdater? local)
{
    /// <inheritdoc cref="SkillBoardReader"/>
    public async ValueTask<AgedSkill?> TryGetAsync(SkillId skill, TimeSpan maxAge, CancellationToken cancel)
    {
        var board = local is null ? await AskAsync(skill, cancel) : local.TryGetBoard(skill);
        return board is { Age: { } age } && age <= maxAge
            ? new AgedSkill(
                new SkillView(skill, board.Description, board.Agents, board.LoggedIn, board.Available, board.Waiting), age)
            : null;
    }

    private async ValueTask<SkillBoard?> AskAsync(SkillId skill, CancellationToken cancel)
    {
        if (feed.Status == CenterStatus.Starting) return null;
        try
        {
            var grain = grains.GetSkillGrain(names.Center, skill);
            return await grain.GetBoardNowAsync().AsTask().WaitAsync(cancel) as SkillBoard;
        }
        catch (Exception e) when (e is GatewayTooBusyException || ClusterFaults.IsTransient(e))
        {
            // The center itself is asked then, and says what is wrong.
            return null;
        }
    }
}

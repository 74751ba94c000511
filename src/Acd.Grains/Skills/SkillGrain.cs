using Acd.Core;
using Acd.Hosting;
using Orleans.Concurrency;

namespace Acd.Grains;

/// <summary>The address of one skill's board, which its silo keeps.</summary>
[Reentrant]
internal sealed class SkillGrain(SkillBoardUpdater boards, ClusterNames names) : Grain, ISkillGrain
{
    private string _skill = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _skill = GrainKey.Parse(this.GetPrimaryKeyString(), names).Id;
        return Task.CompletedTask;
    }

    public ValueTask<Reply> GetBoardNowAsync() => new(Id.IsValid(_skill)
        ? (Reply?)boards.TryGetBoard(new SkillId(_skill)) ?? HostRefusals.Unavailable
        : Refusals.BadId("skill"));

    public async ValueTask<Reply> GetBoardAsync() => Id.IsValid(_skill)
        ? (Reply?)await boards.GetBoardAsync(new SkillId(_skill)) ?? HostRefusals.Unavailable
        : Refusals.BadId("skill");
}

using Acd.Core;
using Acd.Hosting;
using Orleans.Concurrency;

namespace Acd.Grains;

/// <summary>A skill's address: it shows the board that its silo keeps.</summary>
[Reentrant]
internal sealed class SkillGrain(SkillBoardUpdater boards) : Grain, ISkillGrain
{
    public async ValueTask<Reply> GetBoardAsync() => Id.IsValid(this.GetPrimaryKeyString())
        ? (Reply?)await boards.GetBoardAsync(new SkillId(this.GetPrimaryKeyString())) ?? HostRefusals.Unavailable
        : Refusals.BadId("skill");
}

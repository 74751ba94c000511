using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What supervisors want of the whole center.</summary>
internal static class CenterWorkload
{
    public static IReadOnlyList<RequestGenerator> All { get; } =
    [
        new(3, choose => choose.State.Settings.Open && choose.Random.Chance(40)
            ? new CloseCenter(choose.Random.Chance(30))
            : new OpenCenter(choose.Random.Chance(30))),
        new(1, choose => new PutSkill(new SkillSettings(choose.Skill(), choose.Random.Pick("", "what it means")))),
        new(1, choose => new RemoveSkill(choose.Skill())),
    ];
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>What supervisors want of the whole center.</summary>
internal static class CenterWishes
{
    public static IReadOnlyList<Wish> All { get; } =
    [
        new(3, choose => choose.Center.Settings.Open && choose.Dice.Chance(40)
            ? new CloseCenter(choose.Dice.Chance(30))
            : new OpenCenter(choose.Dice.Chance(30))),
        new(1, choose => new PutSkill(new SkillSettings(choose.Skill(), choose.Dice.Pick("", "what it means")))),
        new(1, choose => new RemoveSkill(choose.Skill())),
    ];
}

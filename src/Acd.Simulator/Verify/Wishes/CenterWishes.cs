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
        new(3, choose => new PutQueue(Queue(choose))),
        new(1, choose => new PutSkill(new SkillSettings(choose.Skill(), choose.Dice.Pick("", "what it means")))),
        new(1, choose => new RemoveSkill(choose.Skill())),
    ];

    /// <summary>Random settings of a queue.</summary>
    public static QueueSettings Queue(Chooser choose) => new(QueueId.Default)
    {
        OfferTimeout = TimeSpan.FromSeconds(choose.Dice.Pick(1, 5, 20)),
        WrapUp = TimeSpan.FromSeconds(choose.Dice.Pick(0, 0, 3, 10)),
        MaxMissedOffers = choose.Dice.Pick(1, 1, 2, 3),
        RetryCooldown = TimeSpan.FromSeconds(choose.Dice.Pick(0, 5, 20, 30)),
        AutoAccept = choose.Dice.Chance(8),
        HeadStartPerPriority = TimeSpan.FromSeconds(choose.Dice.Pick(0, 1, 60)),
        StrictPriority = choose.Dice.Chance(15),
    };
}

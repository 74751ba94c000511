using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>Random plans, and what their steps and limits do.</summary>
internal static class PlanGenerator
{
    private static readonly double[] Times = [0, 0.5, 1, 2, 3, 5, 8];

    public static IReadOnlyList<PlanStep> Plan(RequestContext choose)
    {
        var dice = choose.Random;
        return
        [
            .. Times.Where(_ => dice.Chance(30)).ToList().Select(time =>
                new PlanStep(TimeSpan.FromSeconds(time), Action(choose)) { SkipIfUnservable = dice.Chance(30) }),
        ];
    }

    public static WaitAction Action(RequestContext choose)
    {
        var dice = choose.Random;
        var action = new WaitAction
        {
            Queue = dice.Chance(45) ? choose.Queue() : null,
            Requirements = dice.Chance(20) ? choose.Requirements() : null,
            LowerLevels = dice.Chance(20) ? dice.Between(1, 9) : null,
            RaisePriority = dice.Chance(25) ? dice.Between(1, 9) : null,
            Callback = dice.Chance(12),
        };
        if (dice.Chance(25) && choose.Gate() is { } gate) action = action with { Queue = null, Gate = gate };
        return action == new WaitAction() || dice.Chance(8)
            ? new WaitAction { Close = dice.Pick(CloseReason.Expired, CloseReason.Overflowed, CloseReason.Rejected) }
            : action;
    }
}

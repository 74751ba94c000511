namespace Acd.Simulator.Verify;

/// <summary>The rules that every run is held against.</summary>
internal static class CheckerList
{
    /// <summary>All checkers, new ones: some remember what they saw.</summary>
    public static IReadOnlyList<Checker> All() =>
    [
        new NoContactLost(),
        new RepliesAreDurable(),
        new ValidTransitions(),
        new ConnectedOnce(),
        new WithinCapacity(),
        new NoDanglingOffer(),
        new NoMissedMatch(),
        new UnservableIsReported(),
        new RankOrder(),
        new StrategyOrder(),
        new SimultaneousOffers(),
        new RanksAreStable(),
        new PlanStepsAreCorrect(),
        new QueueLimitsHold(),
        new NoMissedDeadline(),
        new EventsWithoutGap(),
        new StatisticsMatchEvents(),
        new ReloadMatchesStore(),
        new SortedSetsMatchEngine(),
        new NoInternalFailure(),
    ];
}

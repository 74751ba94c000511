namespace Acd.Simulator.Verify;

/// <summary>The rules that every run is held against.</summary>
internal static class CheckerList
{
    /// <summary>All checkers, new ones: some remember what they saw.</summary>
    public static IReadOnlyList<Checker> All() =>
    [
        new NoContactLost(),
        new AnswersAreCommitted(),
        new OneState(),
        new ConnectedOnce(),
        new WithinCapacity(),
        new NoDanglingOffer(),
        new NobodyWaitsForNothing(),
        new UnservableIsTold(),
        new RankOrder(),
        new StrategyOrder(),
        new RingsTogether(),
        new RanksStay(),
        new StepsAsPlanned(),
        new LimitsHold(),
        new NothingIsOverdue(),
        new EventsWithoutGap(),
        new BoardsEqualCounts(),
        new ReloadEqualsStore(),
        new SetsEqualIndexes(),
        new NothingBreaks(),
    ];
}

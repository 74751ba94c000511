using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An invariant and the moments at which it is checked. Each check returns null, or a sentence that describes the violation.
/// </summary>
internal abstract class Checker
{
    /// <summary>The invariant in a short sentence.</summary>
    public abstract string Rule { get; }

    /// <summary>Whether it checks the replies to requests with a key too. These may be of an earlier moment.</summary>
    public virtual bool ChecksRepeats => false;

    /// <summary>Checks an event of a commit against the state before it.</summary>
    public virtual string? BeforeEvent(ProjectedState state, CenterEvent centerEvent) => null;

    /// <summary>Checks the state after all events of a commit, before its documents are applied.</summary>
    public virtual string? AfterEvents(ProjectedState state) => null;

    /// <summary>Checks a commit, the state projected from its events, and the database.</summary>
    public virtual string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database) => null;

    /// <summary>Checks a reply when it is revealed.</summary>
    public virtual string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database) => null;

    /// <summary>Checks an event when a subscriber receives it.</summary>
    public virtual string? OnDelivery(EventDelivery delivery, SimulatedDatabase database) => null;

    /// <summary>Checks a batch whose events do not follow the last stored event. The store has refused it.</summary>
    public virtual string? OnGap(string what) => null;

    /// <summary>Checks a failure that must never happen in a process.</summary>
    public virtual string? OnFailure(string what) => null;

    /// <summary>Checks the center when it is quiescent: no fault, no request and no task is left.</summary>
    public virtual string? WhenQuiescent(QuiescentState quiescent) => null;
}

/// <summary>A reply as it leaves a process.</summary>
/// <param name="Request">The request.</param>
/// <param name="Reply">The reply.</param>
/// <param name="Seen">The newest version of the request's contact that a client or subscriber had seen when the request was
/// sent; null for other requests.</param>
/// <param name="CommitsBefore">The number of the last commit when the request was sent.</param>
internal sealed record RevealedReply(Request Request, Reply Reply, ObservedVersion? Seen, int CommitsBefore);

/// <summary>An event as it reaches a subscriber.</summary>
/// <param name="Subscriber">The subscriber.</param>
/// <param name="Event">The event.</param>
internal sealed record EventDelivery(EventSubscriber Subscriber, CenterEvent Event);

/// <summary>A quiescent center.</summary>
/// <param name="State">The state projected from its events.</param>
/// <param name="Database">The database.</param>
/// <param name="Replies">Queries and the active process's replies.</param>
/// <param name="Subscribers">The subscribers.</param>
/// <param name="AskedAt">The active process's time when it received the queries. Everything due by then has happened.</param>
internal sealed record QuiescentState(
    ProjectedState State, SimulatedDatabase Database, IReadOnlyList<(Query Query, Reply Reply)> Replies,
    IReadOnlyList<EventSubscriber> Subscribers, Timestamp AskedAt);

/// <summary>The checkers of every run.</summary>
internal static class CheckerList
{
    /// <summary>Creates all checkers. Some of them keep state.</summary>
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
        new UnstaffedLeaves(),
        new RefusedContactsLeave(),
        new RankOrder(),
        new StrategyOrder(),
        new SimultaneousOffers(),
        new RingingIsNotIdle(),
        new PositionsAreRight(),
        new RoomIsKept(),
        new RanksAreStable(),
        new PlanStepsAreCorrect(),
        new QueueLimitsHold(),
        new NoMissedDeadline(),
        new EventsWithoutGap(),
        new StatisticsMatchEvents(),
        new ReloadMatchesStore(),
        new SortedSetsMatchEngine(),
        new NoInternalFailure(),
        new ReleasesFollowTheRules(),
        new ParkedContactsStay(),
        new IdsMeanOneWork(),
        new PatchesKeepTheWait(),
        new RefusalsSetAside(),
        new CommandsMeanOneConnection(),
        new HangUpsAreFacts(),
        new TransfersArrive(),
        new HandoversKeepTheSender(),
        new WrapUpAfterTransfer(),
        new AssignedAtEntry(),
        new PicksAreAllowed(),
        new SessionsAreDurable(),
        new SettingsInParts(),
        new ConditionsHold(),
        new KeysMeanOneRequest(),
        new SnapshotsAreWhole(),
        new RunningTimesMove(),
        new OutagesHarmNobody(),
    ];
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A rule that never bends, and the places at which it is looked at. Each gives null where all is well, or a sentence that says
/// what is not.
/// </summary>
internal abstract class Checker
{
    /// <summary>The rule, in a few words.</summary>
    public abstract string Rule { get; }

    /// <summary>An event of a commit, and the center as it was before it.</summary>
    public virtual string? BeforeEvent(ProjectedState state, CenterEvent centerEvent) => null;

    /// <summary>The center when all events of a commit are followed, and nothing of its documents is known yet.</summary>
    public virtual string? AfterEvents(ProjectedState state) => null;

    /// <summary>A commit, the center as its events tell it, and the database as it is now.</summary>
    public virtual string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database) => null;

    /// <summary>A reply at the moment at which it is revealed.</summary>
    public virtual string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database) => null;

    /// <summary>An event at the moment at which a subscriber gets it.</summary>
    public virtual string? OnDelivery(EventDelivery delivery, SimulatedDatabase database) => null;

    /// <summary>A batch of an owner whose events do not follow the last one in the store; the store has refused it.</summary>
    public virtual string? OnGap(string what) => null;

    /// <summary>Something that must never happen in a process has happened.</summary>
    public virtual string? OnFailure(string what) => null;

    /// <summary>The center when nothing goes wrong, nobody asks anything and nothing is under way.</summary>
    public virtual string? WhenQuiescent(QuiescentState quiescent) => null;
}

/// <summary>A reply, as it leaves a process.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Reply">What the process says.</param>
/// <param name="Seen">The newest of its contact that anyone had been shown when the request was sent, if it is about
/// one.</param>
internal sealed record RevealedReply(Request Request, Reply Reply, ObservedVersion? Seen);

/// <summary>An event, as it reaches a subscriber.</summary>
/// <param name="Subscriber">The subscriber.</param>
/// <param name="Event">The event.</param>
internal sealed record EventDelivery(EventSubscriber Subscriber, CenterEvent Event);

/// <summary>A center at rest.</summary>
/// <param name="State">The center as its events tell it.</param>
/// <param name="Database">What is stored.</param>
/// <param name="Replies">Queries, and what the active process answers.</param>
/// <param name="Subscribers">The subscribers.</param>
/// <param name="AskedAt">The active process's time when it was asked: all that was due by then has happened.</param>
internal sealed record QuiescentState(
    ProjectedState State, SimulatedDatabase Database, IReadOnlyList<(Query Query, Reply Reply)> Replies,
    IReadOnlyList<EventSubscriber> Subscribers, Timestamp AskedAt);

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

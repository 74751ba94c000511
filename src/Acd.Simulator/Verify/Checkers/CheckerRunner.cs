using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A broken rule.</summary>
/// <param name="Checker">The checker's name.</param>
/// <param name="Rule">The rule.</param>
/// <param name="What">The observation that breaks it.</param>
/// <param name="At">The time since the beginning.</param>
internal sealed record Violation(string Checker, string Rule, string What, TimeSpan At);

/// <summary>Runs the checkers of a run until the first violation.</summary>
internal sealed class CheckerRunner
{
    private readonly SimulationScheduler _scheduler;
    private readonly SimulatedDatabase _database;
    private readonly IReadOnlyList<Checker> _checkers;

    public CheckerRunner(
        SimulationScheduler scheduler, SimulatedDatabase database, CenterSettings settings, IReadOnlyList<Checker> checkers)
    {
        (_scheduler, _database, _checkers) = (scheduler, database, checkers);
        State = new ProjectedState(settings);
        database.Committing = Follow;
        database.GapFound = what => Run(checker => checker.OnGap(what));
        database.Committed = commit =>
        {
            State.ApplyContactDocuments(commit);
            Run(checker => checker.AfterCommit(commit, State, _database));
            State.ApplyAgentDocuments(commit);
        };
    }

    /// <summary>The state projected from the committed events.</summary>
    public ProjectedState State { get; }

    /// <summary>The number of the last commit.</summary>
    public int Commits => _database.Commits;

    /// <summary>The first violation, if there is one.</summary>
    public Violation? Violation { get; private set; }

    public void Check(RevealedReply revealed)
    {
        var mayBeOld = revealed.Request is Command { Key: not null };
        Run(checker => mayBeOld && !checker.ChecksRepeats ? null : checker.OnReply(revealed, State, _database));
    }

    public void Check(EventDelivery delivery) => Run(checker => checker.OnDelivery(delivery, _database));

    public void Check(QuiescentState quiescent)
    {
        State.Time.Settle(quiescent.AskedAt);
        Run(checker => checker.WhenQuiescent(quiescent));
    }

    public void Fail(string what) => Run(checker => checker.OnFailure(what));

    /// <summary>Applies the events of a commit one by one.</summary>
    private void Follow(CommittedBatch commit)
    {
        State.Begin(commit);
        foreach (var centerEvent in commit.Changes.Events)
        {
            Run(checker => checker.BeforeEvent(State, centerEvent));
            State.Apply(centerEvent);
        }

        Run(checker => checker.AfterEvents(State));
    }

    private void Run(Func<Checker, string?> look)
    {
        if (Violation is not null) return;
        foreach (var checker in _checkers)
        {
            if (RunOne(checker, look) is not { } what) continue;
            Violation = new Violation(checker.GetType().Name, checker.Rule, what, _scheduler.Elapsed);
            return;
        }
    }

    private static string? RunOne(Checker checker, Func<Checker, string?> look)
    {
        try
        {
            return look(checker);
        }
        catch (InvalidOperationException broken)
        {
            // An engine that is loaded for a comparison throws at contradictory documents, or at a broken invariant.
            return $"A check failed: {broken.Message}";
        }
    }
}

/// <summary>No invariant breaks in engine or host, no client gets an exception, and the center recovers from faults.</summary>
internal sealed class NoInternalFailure : Checker
{
    public override string Rule => "Nothing fails internally, and the center recovers from faults.";

    public override string? OnFailure(string what) => what;
}

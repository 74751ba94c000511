using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>A rule that was broken.</summary>
/// <param name="Checker">The name of the checker that saw it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="What">What was seen.</param>
/// <param name="At">When, since the beginning.</param>
internal sealed record Violation(string Checker, string Rule, string What, TimeSpan At);

/// <summary>Holds a run against its rules, wherever something is to be seen, until the first one is broken.</summary>
internal sealed class Inspection
{
    private readonly VirtualWorld _world;
    private readonly SimulatedDatabase _database;
    private readonly IReadOnlyList<Checker> _checkers;

    public Inspection(
        VirtualWorld world, SimulatedDatabase database, CenterSettings settings, IReadOnlyList<Checker> checkers)
    {
        (_world, _database, _checkers) = (world, database, checkers);
        Center = new CenterMirror(settings);
        database.Committing = Follow;
        database.FoundGap = what => Ask(checker => checker.OnGap(what));
        database.Committed = commit =>
        {
            Center.FollowDocuments(commit);
            Ask(checker => checker.AfterCommit(commit, Center, _database));
            Center.Follow(commit);
        };
    }

    /// <summary>The center as the committed events tell it.</summary>
    public CenterMirror Center { get; }

    /// <summary>The rule that was broken first, if one was.</summary>
    public Violation? Violation { get; private set; }

    public void Look(Answer answer) => Ask(checker => checker.OnAnswer(answer, Center, _database));

    public void Look(Delivery delivery) => Ask(checker => checker.OnDelivery(delivery, _database));

    public void Look(Rest rest)
    {
        Center.Time.Settle(rest.AskedAt);
        Ask(checker => checker.AtRest(rest));
    }

    public void Break(string what) => Ask(checker => checker.OnBreak(what));

    /// <summary>Follows the events of a commit, one by one.</summary>
    private void Follow(Commit commit)
    {
        Center.Begin(commit);
        foreach (var happened in commit.Changes.Events)
        {
            Ask(checker => checker.BeforeEvent(Center, happened));
            Center.Apply(happened);
        }

        Ask(checker => checker.AfterEvents(Center));
    }

    private void Ask(Func<Checker, string?> look)
    {
        if (Violation is not null) return;
        foreach (var checker in _checkers)
        {
            if (LookWith(checker, look) is not { } what) continue;
            Violation = new Violation(checker.GetType().Name, checker.Rule, what, _world.Elapsed);
            return;
        }
    }

    private static string? LookWith(Checker checker, Func<Checker, string?> look)
    {
        try
        {
            return look(checker);
        }
        catch (InvalidOperationException broken)
        {
            // An engine that is loaded to be compared stops at documents that contradict each other, or at a broken invariant.
            return $"What it looks at is broken: {broken.Message}";
        }
    }
}

namespace Acd.Simulator;

/// <summary>What is compared.</summary>
public enum Measure
{
    /// <summary>The share of the contacts that wait.</summary>
    Waiting,

    /// <summary>The mean wait of the answered, in seconds.</summary>
    AnswerSpeed,

    /// <summary>The share answered within the target.</summary>
    ServiceLevel,

    /// <summary>The share whose callers hang up.</summary>
    Abandoned,

    /// <summary>The share of the agents that talk.</summary>
    Occupancy,
}

/// <summary>A formula's value beside the engine's.</summary>
/// <param name="Measure">What it is of.</param>
/// <param name="Formula">The formula's value.</param>
/// <param name="Engine">The engine's mean over the replications, and the interval about it.</param>
/// <param name="All">The wider interval, of which all of a report's hold their values with the same confidence.</param>
public sealed record Finding(Measure Measure, double Formula, Interval Engine, Interval All)
{
    /// <summary>Whether the formula lies within the interval.</summary>
    public bool Within => Engine.Contains(Formula);
}

/// <summary>A queue, by the formula and by the engine.</summary>
/// <param name="Model">The queue.</param>
/// <param name="Findings">What was compared.</param>
public sealed record TheoryCase(QueueModel Model, IReadOnlyList<Finding> Findings);

/// <summary>What a comparison with the formulas has shown.</summary>
/// <param name="Cases">The queues.</param>
/// <param name="Intervals">How many intervals there are.</param>
/// <param name="Within">How many of them hold the formula's value.</param>
/// <param name="GoalMet">
/// Whether every value lies within the wider intervals. Of many intervals at 99 % one in a hundred misses by chance; the wider
/// ones are made so (Bonferroni) that even one miss among all of them has a chance of 1 %, however they depend on each other.
/// </param>
/// <param name="Contacts">How many contacts were measured.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record TheoryReport(
    IReadOnlyList<TheoryCase> Cases, int Intervals, int Within, bool GoalMet, long Contacts, double Seconds);

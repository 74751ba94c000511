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
public sealed record MeasureComparison(Measure Measure, double Formula, ConfidenceInterval Engine, ConfidenceInterval All)
{
    /// <summary>Whether the formula lies within the interval.</summary>
    public bool Within => Engine.Contains(Formula);

    /// <summary>Whether it lies within the wider one.</summary>
    public bool WithinAll => All.Contains(Formula);
}

/// <summary>A queue, by the formula and by the engine.</summary>
/// <param name="Model">The queue.</param>
/// <param name="Findings">What was compared.</param>
public sealed record TheoryCase(QueueModel Model, IReadOnlyList<MeasureComparison> Findings);

/// <summary>What a comparison with the formulas has shown.</summary>
/// <param name="Cases">The queues.</param>
/// <param name="Intervals">How many intervals there are.</param>
/// <param name="Within">How many of them, each with its own confidence, hold the formula's value.</param>
/// <param name="WithinAll">How many of the wider ones do.</param>
/// <param name="AllConfidence">
/// The confidence of each wider interval: such that all of them together hold their values with the confidence that was asked
/// for, however they depend on each other (Bonferroni).
/// </param>
/// <param name="GoalMet">
/// Whether every value lies within the wider intervals. Of many intervals at 99 % one in a hundred misses by chance, so that a
/// miss says nothing; a single one among the wider has a chance of 1 %.
/// </param>
/// <param name="Contacts">How many contacts were measured.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record TheoryReport(
    IReadOnlyList<TheoryCase> Cases, int Intervals, int Within, int WithinAll, double AllConfidence, bool GoalMet, long Contacts,
    double Seconds);

namespace Acd.Simulator.Verify;

/// <summary>How much a run uses of what the engine can do, so that some runs are about one thing and others about all.</summary>
internal sealed record FeatureMix
{
    /// <summary>How many queues there may be beside the default one, and how many gates.</summary>
    public required int ExtraQueues { get; init; }

    /// <summary>How often a queue has another strategy than the usual one, or rings at several at once, in percent.</summary>
    public required int Strategies { get; init; }

    /// <summary>How often a queue has each of plan, limits, hours and actions, in percent.</summary>
    public required int Limits { get; init; }

    /// <summary>How often a contact has a plan of its own, in percent.</summary>
    public required int Plans { get; init; }

    /// <summary>How often a contact is for a certain agent first, in percent.</summary>
    public required int Preferences { get; init; }

    /// <summary>How often it is known who calls, in percent.</summary>
    public required int KnownCallers { get; init; }

    /// <summary>How often contacts are assigned or become callbacks where they could, in percent.</summary>
    public required int Supervision { get; init; }

    /// <summary>The style of a seed.</summary>
    public static FeatureMix Of(SeededRandom dice) => new()
    {
        ExtraQueues = dice.Pick(0, 1, 2, 3),
        Strategies = dice.Pick(0, 30, 80),
        Limits = dice.Pick(0, 0, 15, 35),
        Plans = dice.Pick(0, 10, 40),
        Preferences = dice.Pick(0, 15, 50),
        KnownCallers = dice.Pick(0, 30, 80),
        Supervision = dice.Pick(0, 40, 100),
    };
}

using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>What changes after a contact has waited for some time. Its place in line is kept.</summary>
/// <param name="After">After how much waiting: 0 s to 7 days.</param>
/// <param name="Do">What changes.</param>
public sealed record PlanStep(TimeSpan After, WaitAction Do)
{
    /// <summary>Whether the step is passed over if nobody logged in has what the contact would need after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SkipIfUnservable { get; init; }
}

/// <summary>
/// What a step of a plan, or a limit, does to a waiting contact, in this order. At least one of it is given; of
/// <see cref="Queue"/> and <see cref="Gate"/> at most one.
/// </summary>
public sealed record WaitAction
{
    /// <summary>The queue that it moves to.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which it moves to that gate's queue.</summary>
    public GateId? Gate { get; init; }

    /// <summary>What it needs from now on, in place of what it asked for; what its gate adds is added again.</summary>
    [JsonPropertyName("skills")]
    public IReadOnlyList<Requirement>? Requirements { get; init; }

    /// <summary>By how much the levels of what it asked for are lowered, 1 to 9; none falls below 1.</summary>
    public int? LowerLevels { get; init; }

    /// <summary>
    /// The priority that it is raised to, 1 to 9, if its own is lower. Its rank is worked out anew from its entry.
    /// </summary>
    public int? RaisePriority { get; init; }

    /// <summary>Whether it becomes a callback to its caller's number; nothing happens where that is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Callback { get; init; }

    /// <summary>The reason for which it is closed: expired, overflowed or rejected. Nothing else is given then.</summary>
    public CloseReason? Close { get; init; }
}

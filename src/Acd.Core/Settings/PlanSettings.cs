using System.Text.Json.Serialization;

namespace Acd.Core;

/// <summary>A step of a plan: an action after a waiting time. The contact keeps its place in line.</summary>
/// <param name="After">The waiting time, 0 s to 7 days.</param>
/// <param name="Do">The action.</param>
public sealed record PlanStep(TimeSpan After, WaitAction Do)
{
    /// <summary>Whether the step is skipped if the contact would be unstaffed after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SkipIfUnservable { get; init; }
}

/// <summary>
/// The action of a plan step or limit on a waiting contact. Its parts apply in this order, and at least one must be set.
/// <see cref="Queue"/> and <see cref="Gate"/> exclude each other.
/// </summary>
public sealed record WaitAction
{
    /// <summary>The queue to move to.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The gate by which the contact moves to the gate's queue.</summary>
    public GateId? Gate { get; init; }

    /// <summary>Requirements that replace the contact's own. The gate's are added again.</summary>
    [JsonPropertyName("skills")]
    public IReadOnlyList<Requirement>? Requirements { get; init; }

    /// <summary>The number by which the contact's own levels are lowered, 1 to 9. No level falls below 1.</summary>
    public int? LowerLevels { get; init; }

    /// <summary>
    /// The priority to raise to, 1 to 9, if the contact's is lower. The rank is recalculated from the time of entry.
    /// </summary>
    public int? RaisePriority { get; init; }

    /// <summary>Whether the contact becomes a callback to the caller's number. Without a number nothing happens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Callback { get; init; }

    /// <summary>The reason to close the contact: expired, overflowed or rejected. Excludes all other parts.</summary>
    public CloseReason? Close { get; init; }
}

/// <summary>The action on a waiting contact after a number of declined and missed offers, once per stay in a queue.</summary>
/// <param name="After">The number of declined and missed offers, 1 to 100.</param>
/// <param name="Do">The action.</param>
public sealed record RefusalLimit(int After, WaitAction Do);

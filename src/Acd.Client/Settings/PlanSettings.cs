using System.Text.Json.Serialization;

namespace Acd.Client;

/// <summary>A step of a plan: an action after a waiting time. The contact keeps its place in line.</summary>
/// <param name="After">The waiting time, 0 s to 7 days.</param>
/// <param name="Do">The action.</param>
public sealed record PlanStep(TimeSpan After, WaitAction Do) : ApiObject
{
    /// <summary>Whether the step is skipped if the contact would be unstaffed after it.</summary>
    public bool? SkipIfUnservable { get; init; }
}

/// <summary>An action on a waiting contact: at least one part.</summary>
public sealed record WaitAction : ApiObject
{
    /// <summary>The queue to move to. Not together with a gate.</summary>
    public string? Queue { get; init; }

    /// <summary>The gate by which the contact moves to the gate's queue.</summary>
    public string? Gate { get; init; }

    /// <summary>The skills that replace those it asked for.</summary>
    public IReadOnlyList<SkillLevel>? Skills { get; init; }

    /// <summary>The number by which the levels it asked for are lowered, 1 to 9.</summary>
    public int? LowerLevels { get; init; }

    /// <summary>The priority to raise to, 1 to 9, if its own is lower.</summary>
    public int? RaisePriority { get; init; }

    /// <summary>Whether it becomes a callback to the caller's number.</summary>
    public bool? Callback { get; init; }

    /// <summary>The reason to close it: expired, overflowed or rejected. Excludes all other parts.</summary>
    public CloseReason? Close { get; init; }
}

/// <summary>The action on a waiting contact after a number of declined and missed offers.</summary>
/// <param name="After">The number of declined and missed offers, 1 to 100.</param>
/// <param name="Do">The action.</param>
public sealed record RefusalLimit(int After, WaitAction Do) : ApiObject;

/// <summary>The hours in which contacts may enter a queue.</summary>
/// <param name="TimeZone">The time zone's IANA name.</param>
/// <param name="Weekly">The weekly hours, at most 64 spans.</param>
public sealed record OpeningHours(string TimeZone, IReadOnlyList<OpenSpan> Weekly) : ApiObject
{
    /// <summary>The dates on which the queue is closed all day, at most 400.</summary>
    public IReadOnlyList<DateOnly>? Holidays { get; init; }
}

/// <summary>A span of a day in local time.</summary>
/// <param name="Day">The day of the week.</param>
/// <param name="From">The opening minute.</param>
/// <param name="To">The closing minute, after <paramref name="From"/>. 00:00 is the end of the day.</param>
public sealed record OpenSpan(
    [property: JsonConverter(typeof(DayConverter))] DayOfWeek Day, TimeOnly From, TimeOnly To) : ApiObject;

/// <summary>The treatment of connected contacts whose agent goes offline and stays away.</summary>
/// <param name="Do">The action.</param>
public sealed record AgentGoneRule(AgentGoneAction Do) : ApiObject
{
    /// <summary>The channel. Null for all channels without a rule of their own.</summary>
    public string? Channel { get; init; }

    /// <summary>The agent's absence before the action, 1 to 86,400 s. Null for 60 s.</summary>
    public TimeSpan? After { get; init; }
}

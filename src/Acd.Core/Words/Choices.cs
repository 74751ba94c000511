using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>How a queue chooses among the agents who are ready for a contact; ties go to the longest idle.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Strategy>))]
public enum Strategy
{
    /// <summary>The longest available agent (LAA).</summary>
    LongestIdle,

    /// <summary>The one with the least of its capacity taken.</summary>
    LeastLoaded,

    /// <summary>The one who has accepted the fewest contacts today, by the center's time zone.</summary>
    FewestContacts,

    /// <summary>The one whose levels in the skills that the contact needs have the greatest sum.</summary>
    MostSkilled,

    /// <summary>The one whose last offer is the longest ago.</summary>
    RoundRobin,
}

/// <summary>From when on an agent counts as idle.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<IdleBasis>))]
public enum IdleBasis
{
    /// <summary>Since it became available or its last contact ended, whichever was later: a break costs the place.</summary>
    Available,

    /// <summary>Since its last contact ended, or it logged in: a break does not cost the place.</summary>
    ContactEnded,
}

/// <summary>Why a step of a plan, or the action of a limit, was taken.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StepCause>))]
public enum StepCause
{
    /// <summary>A step of the contact's or the queue's plan was due.</summary>
    Plan,

    /// <summary>The queue was closed, by its hours or by hand, when the contact entered.</summary>
    Closed,

    /// <summary>The queue had as many waiting contacts as it takes when the contact entered.</summary>
    Full,

    /// <summary>The contact waited as long as the queue allows.</summary>
    Expired,

    /// <summary>The contact entered while nobody logged in had its skills.</summary>
    JoinEmpty,

    /// <summary>Nobody logged in had its skills any longer.</summary>
    LeaveWhenEmpty,
}

/// <summary>By what the figures of a contact are booked.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StatsBasis>))]
public enum StatsBasis
{
    /// <summary>By when something happened.</summary>
    Outcome,

    /// <summary>By when the contact came into the line in which, or from which, it happened.</summary>
    Arrival,
}

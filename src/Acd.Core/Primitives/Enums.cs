using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Where a contact is in its life.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContactState>))]
public enum ContactState
{
    /// <summary>It waits in line.</summary>
    Queued,

    /// <summary>It is held out to an agent.</summary>
    Offered,

    /// <summary>An agent serves it.</summary>
    Connected,

    /// <summary>The customer is gone; the agent finishes its paperwork.</summary>
    WrapUp,

    /// <summary>It is over, with a <see cref="CloseReason"/>.</summary>
    Closed,
}

/// <summary>Why a contact is closed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CloseReason>))]
public enum CloseReason
{
    /// <summary>An agent served it.</summary>
    Completed,

    /// <summary>The customer gave up waiting.</summary>
    Abandoned,

    /// <summary>Whoever queued it took it back.</summary>
    Canceled,

    /// <summary>It waited as long as its queue allows.</summary>
    Expired,

    /// <summary>It was sent elsewhere because its queue was full.</summary>
    Overflowed,

    /// <summary>Its queue did not take it.</summary>
    Rejected,
}

/// <summary>What an agent says of itself.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Presence>))]
public enum Presence
{
    /// <summary>Logged out.</summary>
    Offline,

    /// <summary>Ready for contacts as far as capacity goes.</summary>
    Available,

    /// <summary>Logged in, but not to be offered anything; a reason says why.</summary>
    NotReady,

    /// <summary>Finishes what it has, is offered nothing more, and is then offline.</summary>
    Draining,
}

/// <summary>What became of an offer.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OfferState>))]
public enum OfferState
{
    /// <summary>The agent has not answered yet.</summary>
    Pending,

    /// <summary>The agent took it.</summary>
    Accepted,

    /// <summary>The agent refused it.</summary>
    Declined,

    /// <summary>The agent did not answer in time (RONA).</summary>
    TimedOut,

    /// <summary>The engine took it back: the contact or the agent is gone, or another agent was first.</summary>
    Revoked,
}

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

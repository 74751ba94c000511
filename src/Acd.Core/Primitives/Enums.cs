using System.Text.Json.Serialization;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>A contact's state.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ContactState>))]
public enum ContactState
{
    /// <summary>It waits in line.</summary>
    Queued,

    /// <summary>It is offered to an agent.</summary>
    Offered,

    /// <summary>It is connected to an agent.</summary>
    Connected,

    /// <summary>The talk is over, and the agent finishes its work on it.</summary>
    WrapUp,

    /// <summary>It is closed, with a <see cref="CloseReason"/>.</summary>
    Closed,
}

/// <summary>The reason why a contact closed.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<CloseReason>))]
public enum CloseReason
{
    /// <summary>An agent completed it.</summary>
    Completed,

    /// <summary>The customer gave up waiting.</summary>
    Abandoned,

    /// <summary>The application withdrew it.</summary>
    Canceled,

    /// <summary>It waited as long as its queue allows.</summary>
    Expired,

    /// <summary>It was turned away as overflow, or moved too often.</summary>
    Overflowed,

    /// <summary>Its queue did not accept it.</summary>
    Rejected,
}

/// <summary>An agent's presence.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Presence>))]
public enum Presence
{
    /// <summary>Logged out.</summary>
    Offline,

    /// <summary>Ready for contacts while capacity is free.</summary>
    Available,

    /// <summary>Logged in without offers, for a reason.</summary>
    NotReady,

    /// <summary>Logged in without new offers. It goes offline after its last contact.</summary>
    Draining,
}

/// <summary>An offer's state.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<OfferState>))]
public enum OfferState
{
    /// <summary>The agent has not answered yet.</summary>
    Pending,

    /// <summary>The agent accepted it.</summary>
    Accepted,

    /// <summary>The agent declined it.</summary>
    Declined,

    /// <summary>The agent did not answer in time (RONA).</summary>
    TimedOut,

    /// <summary>The engine revoked it: the contact or agent left, or another agent was first.</summary>
    Revoked,
}

/// <summary>Who ended a contact by hanging up.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Party>))]
public enum Party
{
    /// <summary>The customer.</summary>
    Customer,

    /// <summary>The agent.</summary>
    Agent,

    /// <summary>The telephone system or the application.</summary>
    System,
}

/// <summary>How a contact left an agent.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<ConnectionEnd>))]
public enum ConnectionEnd
{
    /// <summary>The contact was completed.</summary>
    Completed,

    /// <summary>The contact was transferred.</summary>
    Transferred,

    /// <summary>The contact was requeued.</summary>
    Requeued,

    /// <summary>The contact is a callback that reached nobody.</summary>
    CallbackFailed,

    /// <summary>The agent was offline for too long.</summary>
    Released,

    /// <summary>The agent parked the contact.</summary>
    Parked,

    /// <summary>The agent handed the contact over to another one, who accepted it.</summary>
    HandedOver,
}

/// <summary>How a queue chooses one of the ready agents. The longest idle wins a tie.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<Strategy>))]
public enum Strategy
{
    /// <summary>The longest available agent (LAA).</summary>
    LongestIdle,

    /// <summary>The agent with the least of its capacity taken.</summary>
    LeastLoaded,

    /// <summary>The agent with the fewest accepted contacts today, in the center's time zone.</summary>
    FewestContacts,

    /// <summary>The agent with the greatest sum of levels in the required skills.</summary>
    MostSkilled,

    /// <summary>The agent whose last offer is the longest ago.</summary>
    RoundRobin,
}

/// <summary>The start of an agent's idle time.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<IdleBasis>))]
public enum IdleBasis
{
    /// <summary>
    /// When it became available or its last contact ended, whichever was later. A break costs the agent its place.
    /// </summary>
    Available,

    /// <summary>When its last contact ended or it logged in. A break does not cost the agent its place.</summary>
    ContactEnded,
}

/// <summary>The cause of a plan step or a limit's action.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StepCause>))]
public enum StepCause
{
    /// <summary>A step of the contact's or the queue's plan was due.</summary>
    Plan,

    /// <summary>The queue was closed when the contact entered.</summary>
    Closed,

    /// <summary>The queue was full when the contact entered.</summary>
    Full,

    /// <summary>The contact waited as long as the queue allows.</summary>
    Expired,

    /// <summary>The contact was unstaffed when it entered: no agent of the queue's staff had its skills.</summary>
    JoinEmpty,

    /// <summary>The contact had waited unstaffed for the queue's grace.</summary>
    LeaveWhenEmpty,

    /// <summary>Agents had declined or missed the contact as often as the queue allows.</summary>
    Refused,
}

/// <summary>How a contact's figures are assigned to intervals.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<StatsBasis>))]
public enum StatsBasis
{
    /// <summary>By the time of the event.</summary>
    Outcome,

    /// <summary>By the time when the contact entered the line that the event is about.</summary>
    Arrival,
}

/// <summary>Why a queue rejected a contact.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<RejectCause>))]
public enum RejectCause
{
    /// <summary>The queue was closed.</summary>
    Closed,

    /// <summary>The queue was full.</summary>
    Full,

    /// <summary>No agent of the queue's staff had its skills.</summary>
    Unstaffed,
}

/// <summary>An agent's presence and contacts in one word.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<AgentState>))]
public enum AgentState
{
    /// <summary>Available, without contacts.</summary>
    Idle,

    /// <summary>With an offer only.</summary>
    Ringing,

    /// <summary>Connected to a contact.</summary>
    Busy,

    /// <summary>In wrap-up, without a connected contact.</summary>
    WrapUp,

    /// <summary>Not ready, without a connected contact and wrap-up.</summary>
    NotReady,

    /// <summary>Offline, with or without contacts.</summary>
    Offline,
}

/// <summary>Why a hand-over failed, so that the contact stays with its agent.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HandoverFailure>))]
public enum HandoverFailure
{
    /// <summary>The named agent declined it.</summary>
    Declined,

    /// <summary>The named agent did not answer in time.</summary>
    Unanswered,

    /// <summary>The named agent became not ready or offline, or was removed.</summary>
    Unavailable,

    /// <summary>The contact is handed over to somebody else instead.</summary>
    Replaced,
}

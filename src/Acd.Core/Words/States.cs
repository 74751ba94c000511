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

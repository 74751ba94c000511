using System.Text.Json.Serialization;

namespace Acd.Client;

/// <summary>A contact's state.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<ContactState>))]
public readonly record struct ContactState(string Value) : IWireName<ContactState>
{
    /// <summary>It waits in line.</summary>
    public static ContactState Queued => new("queued");

    /// <summary>It is offered to an agent.</summary>
    public static ContactState Offered => new("offered");

    /// <summary>It is connected to an agent.</summary>
    public static ContactState Connected => new("connected");

    /// <summary>The talk is over, and the agent finishes its work on it.</summary>
    public static ContactState WrapUp => new("wrapUp");

    /// <summary>It is closed, with a <see cref="CloseReason"/>.</summary>
    public static ContactState Closed => new("closed");

    /// <inheritdoc/>
    public static ContactState Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The reason why a contact closed.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<CloseReason>))]
public readonly record struct CloseReason(string Value) : IWireName<CloseReason>
{
    /// <summary>An agent completed it.</summary>
    public static CloseReason Completed => new("completed");

    /// <summary>The customer gave up waiting.</summary>
    public static CloseReason Abandoned => new("abandoned");

    /// <summary>The application withdrew it.</summary>
    public static CloseReason Canceled => new("canceled");

    /// <summary>It waited as long as its queue allows.</summary>
    public static CloseReason Expired => new("expired");

    /// <summary>It was turned away as overflow, or moved too often.</summary>
    public static CloseReason Overflowed => new("overflowed");

    /// <summary>Its queue did not accept it.</summary>
    public static CloseReason Rejected => new("rejected");

    /// <inheritdoc/>
    public static CloseReason Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Who ended a contact by hanging up.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<Party>))]
public readonly record struct Party(string Value) : IWireName<Party>
{
    /// <summary>The customer.</summary>
    public static Party Customer => new("customer");

    /// <summary>The agent.</summary>
    public static Party Agent => new("agent");

    /// <summary>The telephone system or the application.</summary>
    public static Party System => new("system");

    /// <inheritdoc/>
    public static Party Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>An offer's state.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<OfferState>))]
public readonly record struct OfferState(string Value) : IWireName<OfferState>
{
    /// <summary>The agent has not answered yet.</summary>
    public static OfferState Pending => new("pending");

    /// <summary>The agent accepted it.</summary>
    public static OfferState Accepted => new("accepted");

    /// <summary>The agent declined it.</summary>
    public static OfferState Declined => new("declined");

    /// <summary>The agent did not answer in time (RONA).</summary>
    public static OfferState TimedOut => new("timedOut");

    /// <summary>The engine revoked it: the contact or agent left, or another agent was first.</summary>
    public static OfferState Revoked => new("revoked");

    /// <inheritdoc/>
    public static OfferState Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How a contact left an agent.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<ConnectionEnd>))]
public readonly record struct ConnectionEnd(string Value) : IWireName<ConnectionEnd>
{
    /// <summary>The contact was completed.</summary>
    public static ConnectionEnd Completed => new("completed");

    /// <summary>The contact was transferred.</summary>
    public static ConnectionEnd Transferred => new("transferred");

    /// <summary>The contact was requeued.</summary>
    public static ConnectionEnd Requeued => new("requeued");

    /// <summary>The contact is a callback that reached nobody.</summary>
    public static ConnectionEnd CallbackFailed => new("callbackFailed");

    /// <summary>The agent was offline for too long.</summary>
    public static ConnectionEnd Released => new("released");

    /// <summary>The agent parked the contact.</summary>
    public static ConnectionEnd Parked => new("parked");

    /// <summary>The agent handed the contact over to another one, who accepted it.</summary>
    public static ConnectionEnd HandedOver => new("handedOver");

    /// <inheritdoc/>
    public static ConnectionEnd Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The cause of a plan step or a limit's action.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<StepCause>))]
public readonly record struct StepCause(string Value) : IWireName<StepCause>
{
    /// <summary>A step of the contact's or the queue's plan was due.</summary>
    public static StepCause Plan => new("plan");

    /// <summary>The queue was closed when the contact entered.</summary>
    public static StepCause Closed => new("closed");

    /// <summary>The queue was full when the contact entered.</summary>
    public static StepCause Full => new("full");

    /// <summary>The contact waited as long as the queue allows.</summary>
    public static StepCause Expired => new("expired");

    /// <summary>The contact was unstaffed when it entered: no agent of the queue's staff had its skills.</summary>
    public static StepCause JoinEmpty => new("joinEmpty");

    /// <summary>The contact had waited unstaffed for the queue's grace.</summary>
    public static StepCause LeaveWhenEmpty => new("leaveWhenEmpty");

    /// <summary>Agents had declined or missed the contact as often as the queue allows.</summary>
    public static StepCause Refused => new("refused");

    /// <inheritdoc/>
    public static StepCause Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Why a queue rejected a contact.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<RejectCause>))]
public readonly record struct RejectCause(string Value) : IWireName<RejectCause>
{
    /// <summary>The queue was closed.</summary>
    public static RejectCause Closed => new("closed");

    /// <summary>The queue was full.</summary>
    public static RejectCause Full => new("full");

    /// <summary>No agent of the queue's staff had its skills.</summary>
    public static RejectCause Unstaffed => new("unstaffed");

    /// <inheritdoc/>
    public static RejectCause Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Why a hand-over failed, so that the contact stays with its agent.</summary>
/// <param name="Value">The name as it is in JSON.</param>
[JsonConverter(typeof(WireNameConverter<HandoverFailure>))]
public readonly record struct HandoverFailure(string Value) : IWireName<HandoverFailure>
{
    /// <summary>The named agent declined it.</summary>
    public static HandoverFailure Declined => new("declined");

    /// <summary>The named agent did not answer in time.</summary>
    public static HandoverFailure Unanswered => new("unanswered");

    /// <summary>The named agent became not ready or offline, or was removed.</summary>
    public static HandoverFailure Unavailable => new("unavailable");

    /// <summary>The contact is handed over to somebody else instead.</summary>
    public static HandoverFailure Replaced => new("replaced");

    /// <inheritdoc/>
    public static HandoverFailure Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

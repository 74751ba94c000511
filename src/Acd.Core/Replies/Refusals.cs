using static Acd.Core.RefusalKind;

namespace Acd.Core;

/// <summary>Every refusal that the engine gives, in one place.</summary>
public static class Refusals
{
    /// <summary>There is no such contact, or it was forgotten.</summary>
    public static Refusal ContactUnknown(ContactId id) => new(Unknown, "contact.unknown", $"There is no contact {id}.");

    /// <summary>The contact is over.</summary>
    public static Refusal ContactClosed(ContactId id) => new(Conflict, "contact.closed", $"The contact {id} is closed.");

    /// <summary>An agent has the contact already.</summary>
    public static Refusal ContactConnected(ContactId id) =>
        new(Conflict, "contact.connected", $"The contact {id} is with an agent; complete it instead.");

    /// <summary>No agent has the contact.</summary>
    public static Refusal ContactNotConnected(ContactId id) =>
        new(Conflict, "contact.notConnected", $"The contact {id} is not connected to an agent.");

    /// <summary>The contact does not wait.</summary>
    public static Refusal ContactNotWaiting(ContactId id) =>
        new(Conflict, "contact.notWaiting", $"The contact {id} does not wait.");

    /// <summary>The contact is in wrap-up already.</summary>
    public static Refusal ContactInWrapUp(ContactId id) => new(Conflict, "contact.inWrapUp", $"The contact {id} is in wrap-up.");

    /// <summary>The contact is not in wrap-up.</summary>
    public static Refusal ContactNotInWrapUp(ContactId id) =>
        new(Conflict, "contact.notInWrapUp", $"The contact {id} is not in wrap-up.");

    /// <summary>There has never been such an offer.</summary>
    public static Refusal OfferUnknown(OfferId id) => new(Unknown, "offer.unknown", $"There is no offer {id}.");

    /// <summary>The offer was answered, has timed out or was revoked.</summary>
    public static Refusal OfferNotPending(OfferId id) =>
        new(Conflict, "offer.notPending", $"The offer {id} is not pending any longer.");

    /// <summary>The offer is another agent's.</summary>
    public static Refusal OfferNotYours(OfferId id) =>
        new(Forbidden, "offer.notYours", $"The offer {id} is held out to another agent.");

    /// <summary>There is no such agent.</summary>
    public static Refusal AgentUnknown(AgentId id) => new(Unknown, "agent.unknown", $"There is no agent {id}.");

    /// <summary>There is such an agent already.</summary>
    public static Refusal AgentExists(AgentId id) => new(Conflict, "agent.exists", $"There is an agent {id} already.");

    /// <summary>The agent has contacts.</summary>
    public static Refusal AgentBusy(AgentId id) =>
        new(Conflict, "agent.busy", $"The agent {id} has contacts; they come to an end first.");

    /// <summary>The agent is logged out.</summary>
    public static Refusal AgentOffline(AgentId id) => new(Conflict, "agent.offline", $"The agent {id} is offline.");

    /// <summary>There is no such queue.</summary>
    public static Refusal QueueUnknown(QueueId id) =>
        new(Unknown, "queue.unknown", $"There is no queue {id}.") { Field = "queue" };

    /// <summary>There is no such gate.</summary>
    public static Refusal GateUnknown(GateId id) =>
        new(Unknown, "gate.unknown", $"There is no gate {id}.") { Field = "gate" };

    /// <summary>Something still leads to the queue or gate, or has come by it.</summary>
    public static Refusal InUse(string what, string id, string by) =>
        new(Conflict, $"{what}.inUse", $"The {what} {id} is in use by {by}.");

    /// <summary>The default queue stays.</summary>
    public static Refusal QueueIsDefault() => new(Conflict, "queue.isDefault", "The queue default cannot be removed.");

    /// <summary>The contact is another agent's, or nobody's.</summary>
    public static Refusal ContactNotYours(ContactId id) =>
        new(Forbidden, "contact.notYours", $"The contact {id} is not with this agent.");

    /// <summary>The contact is no callback.</summary>
    public static Refusal ContactNotCallback(ContactId id) =>
        new(Conflict, "contact.notCallback", $"The contact {id} is no callback.");

    /// <summary>The agent has no room for one more contact of the channel.</summary>
    public static Refusal AgentNoRoom(AgentId id) =>
        new(Conflict, "agent.noRoom", $"The agent {id} has no room for the contact.");

    /// <summary>There is no such time zone.</summary>
    public static Refusal TimeZoneUnknown(string field, string name) =>
        new(Invalid, "timeZone.unknown", $"There is no time zone {name}.") { Field = field, Limit = "an IANA name" };

    /// <summary>Two fields are given that exclude each other.</summary>
    public static Refusal Exclusive(string field, string other) =>
        new(Invalid, "request.exclusive", $"The fields {field} and {other} exclude each other.")
        {
            Field = field,
            Limit = $"not together with {other}",
        };

    /// <summary>There is no such channel.</summary>
    public static Refusal ChannelUnknown(ChannelId id, string field, IEnumerable<ChannelCost> known)
    {
        var names = string.Join(", ", known.Select(channel => channel.Channel.Value));
        return new(Invalid, "channel.unknown", $"There is no channel {id}.") { Field = field, Limit = $"one of {names}" };
    }

    /// <summary>A field is past its limit.</summary>
    public static Refusal OutOfRange(string field, string limit) =>
        new(Invalid, "request.outOfRange", $"The field {field} must be {limit}.") { Field = field, Limit = limit };

    /// <summary>The center matches by sets, which cannot tell of what a field says.</summary>
    public static Refusal NotInSets(string field, string limit) =>
        new(Invalid, "matching.notInSets", $"The center matches by sets; the field {field} must be {limit} there.")
        {
            Field = field,
            Limit = limit,
        };

    /// <summary>A field is no identifier.</summary>
    public static Refusal BadId(string field)
    {
        var limit = $"1 to {Id.MaxLength} of A-Z a-z 0-9 . _ : -";
        return new(Invalid, "request.badId", $"The field {field} must be {limit}.") { Field = field, Limit = limit };
    }

    /// <summary>A list names something twice.</summary>
    public static Refusal Duplicate(string field, string value) =>
        new(Invalid, "request.duplicate", $"The field {field} names {value} twice.") { Field = field, Limit = "each once" };
}

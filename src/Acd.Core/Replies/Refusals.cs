using static Acd.Core.RefusalKind;

namespace Acd.Core;

/// <summary>All refusals of the engine.</summary>
public static class Refusals
{
    /// <summary>The contact does not exist, or was evicted.</summary>
    public static Refusal ContactUnknown(ContactId id) => new(Unknown, "contact.unknown", $"There is no contact {id}.");

    /// <summary>The contact is closed.</summary>
    public static Refusal ContactClosed(ContactId id) => new(Conflict, "contact.closed", $"The contact {id} is closed.");

    /// <summary>The contact is connected to an agent.</summary>
    public static Refusal ContactConnected(ContactId id) =>
        new(Conflict, "contact.connected", $"The contact {id} is with an agent; complete it instead.");

    /// <summary>The contact is not connected to an agent.</summary>
    public static Refusal ContactNotConnected(ContactId id) =>
        new(Conflict, "contact.notConnected", $"The contact {id} is not connected to an agent.");

    /// <summary>The contact is not waiting.</summary>
    public static Refusal ContactNotWaiting(ContactId id) =>
        new(Conflict, "contact.notWaiting", $"The contact {id} does not wait.");

    /// <summary>The contact is in wrap-up.</summary>
    public static Refusal ContactInWrapUp(ContactId id) => new(Conflict, "contact.inWrapUp", $"The contact {id} is in wrap-up.");

    /// <summary>The contact is not in wrap-up.</summary>
    public static Refusal ContactNotInWrapUp(ContactId id) =>
        new(Conflict, "contact.notInWrapUp", $"The contact {id} is not in wrap-up.");

    /// <summary>The named connection is over, or the contact does not remember it.</summary>
    public static Refusal ContactNotThisConnection(ContactId id) =>
        new(Conflict, "contact.notThisConnection", $"The contact {id} is not connected by this offer any longer.");

    /// <summary>The offer never existed.</summary>
    public static Refusal OfferUnknown(OfferId id) => new(Unknown, "offer.unknown", $"There is no offer {id}.");

    /// <summary>The offer was answered, timed out or revoked.</summary>
    public static Refusal OfferNotPending(OfferId id) =>
        new(Conflict, "offer.notPending", $"The offer {id} is no longer pending.");

    /// <summary>The offer belongs to another agent.</summary>
    public static Refusal OfferNotYours(OfferId id) =>
        new(Forbidden, "offer.notYours", $"The offer {id} belongs to another agent.");

    /// <summary>The agent does not exist.</summary>
    public static Refusal AgentUnknown(AgentId id) => new(Unknown, "agent.unknown", $"There is no agent {id}.");

    /// <summary>The agent already exists.</summary>
    public static Refusal AgentExists(AgentId id) => new(Conflict, "agent.exists", $"There is an agent {id} already.");

    /// <summary>The agent has contacts.</summary>
    public static Refusal AgentBusy(AgentId id) =>
        new(Conflict, "agent.busy", $"The agent {id} has contacts; they must end first.");

    /// <summary>The agent is offline.</summary>
    public static Refusal AgentOffline(AgentId id) => new(Conflict, "agent.offline", $"The agent {id} is offline.");

    /// <summary>The queue does not exist.</summary>
    public static Refusal QueueUnknown(QueueId id) =>
        new(Unknown, "queue.unknown", $"There is no queue {id}.") { Field = "queue" };

    /// <summary>The gate does not exist.</summary>
    public static Refusal GateUnknown(GateId id) =>
        new(Unknown, "gate.unknown", $"There is no gate {id}.") { Field = "gate" };

    /// <summary>The queue or gate is named by a setting, or has open contacts.</summary>
    public static Refusal InUse(string what, string id, string by) =>
        new(Conflict, $"{what}.inUse", $"The {what} {id} is in use by {by}.");

    /// <summary>The default queue cannot be removed.</summary>
    public static Refusal QueueIsDefault() => new(Conflict, "queue.isDefault", "The queue default cannot be removed.");

    /// <summary>The contact belongs to another agent, or to no agent.</summary>
    public static Refusal ContactNotYours(ContactId id) =>
        new(Forbidden, "contact.notYours", $"The contact {id} is not with this agent.");

    /// <summary>The contact is not a callback.</summary>
    public static Refusal ContactNotCallback(ContactId id) =>
        new(Conflict, "contact.notCallback", $"The contact {id} is not a callback.");

    /// <summary>The agent has no capacity for one more contact of the channel.</summary>
    public static Refusal AgentNoRoom(AgentId id) =>
        new(Conflict, "agent.noRoom", $"The agent {id} has no capacity for the contact.");

    /// <summary>The agent may not pick the contact now.</summary>
    public static Refusal ContactNotPickable(ContactId id) => new(
        Conflict, "contact.notPickable",
        $"The contact {id} cannot be picked: its queue does not allow it, or the agent could not be offered it now.");

    /// <summary>The agent does not have the skills that the contact requires.</summary>
    public static Refusal AgentLacksSkills(AgentId id) =>
        new(Conflict, "agent.lacksSkills", $"The agent {id} lacks a skill that the contact requires.");

    /// <summary>The time zone does not exist.</summary>
    public static Refusal TimeZoneUnknown(string field, string name) =>
        new(Invalid, "timeZone.unknown", $"There is no time zone {name}.") { Field = field, Limit = "an IANA name" };

    /// <summary>Two fields exclude each other.</summary>
    public static Refusal Exclusive(string field, string other) =>
        new(Invalid, "request.exclusive", $"The fields {field} and {other} exclude each other.")
        {
            Field = field,
            Limit = $"not together with {other}",
        };

    /// <summary>The channel does not exist.</summary>
    public static Refusal ChannelUnknown(ChannelId id, string field, IEnumerable<ChannelCost> known)
    {
        var names = string.Join(", ", known.Select(channel => channel.Channel.Value));
        return new(Invalid, "channel.unknown", $"There is no channel {id}.") { Field = field, Limit = $"one of {names}" };
    }

    /// <summary>A field exceeds its limit.</summary>
    public static Refusal OutOfRange(string field, string limit) =>
        new(Invalid, "request.outOfRange", $"The field {field} must be {limit}.") { Field = field, Limit = limit };

    /// <summary>A field uses what working sets do not support.</summary>
    public static Refusal NotInSets(string field, string limit) =>
        new(Invalid, "matching.notInSets", $"The center matches by sets; with them the field {field} must be {limit}.")
        {
            Field = field,
            Limit = limit,
        };

    /// <summary>A field is not an identifier.</summary>
    public static Refusal BadId(string field)
    {
        var limit = $"1 to {Id.MaxLength} of A-Z a-z 0-9 . _ : - @ +, neither . nor ..";
        return new(Invalid, "request.badId", $"The field {field} must be {limit}.") { Field = field, Limit = limit };
    }

    /// <summary>The subject of a conditional command has another version.</summary>
    public static Refusal Changed(string version) =>
        new(PreconditionFailed, "request.changed", $"It has changed; its tag is now \"{version}\".")
        {
            Field = "If-Match",
            Limit = $"\"{version}\"",
        };

    /// <summary>The subject of a conditional command does not exist.</summary>
    public static Refusal Gone() =>
        new(PreconditionFailed, "request.changed", "There is none, so it has no tag.") { Field = "If-Match", Limit = "missing" };

    /// <summary>The subject of a conditional command exists already.</summary>
    public static Refusal Exists(string version) =>
        new(PreconditionFailed, "request.changed", $"There is one already; its tag is \"{version}\".")
        {
            Field = "If-None-Match",
            Limit = "missing",
        };

    /// <summary>The center has too many agents and contacts for one view.</summary>
    public static Refusal SnapshotTooLarge(int size) =>
        new(Conflict, "snapshot.tooLarge", $"The center has {size} agents and open contacts; list them by pages.")
        {
            Field = "snapshot",
            Limit = $"at most {Limits.SnapshotSize} agents and open contacts",
        };

    /// <summary>The key of the request belongs to another request.</summary>
    public static Refusal OtherBody() =>
        new(Unprocessable, "idempotency.otherBody", "This Idempotency-Key was sent with another request before.")
        {
            Field = "Idempotency-Key",
            Limit = "a new key for each request",
        };

    /// <summary>A list contains a value twice.</summary>
    public static Refusal Duplicate(string field, string value) =>
        new(Invalid, "request.duplicate", $"The field {field} names {value} twice.") { Field = field, Limit = "each once" };
}

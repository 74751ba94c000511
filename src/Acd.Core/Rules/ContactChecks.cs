namespace Acd.Core;

/// <summary>Whether what a command about a contact brings is within its limits, and names what there is.</summary>
internal static class ContactChecks
{
    public static Refusal? Check(EnqueueContact command, Center center)
    {
        if (!Id.IsValid(command.Contact.Value)) return Refusals.BadId("id");
        return CheckPlace(command.Queue, command.Gate, center)
            ?? (center.Channels.NumberOf(command.Channel) < 0
                ? Refusals.ChannelUnknown(command.Channel, "channel", center.Settings.Channels)
                : null)
            ?? FieldChecks.Skills("skills", command.Requirements)
            ?? SetChecks.Skills("skills", command.Requirements, center)
            ?? CheckPriority(command.Priority)
            ?? (command.PreferredAgent is { } agent && !Id.IsValid(agent.Value) ? Refusals.BadId("preferredAgent") : null)
            ?? FieldChecks.Seconds("preferredFor", command.PreferredFor, 0, 600)
            ?? ActionChecks.CheckPlan("plan", command.Plan ?? [], new Places(center))
            ?? FieldChecks.Length("callerId", command.CallerId, 1, Limits.CallerIdLength)
            ?? FieldChecks.Attributes(command.Attributes);
    }

    public static Refusal? Check(TransferContact command, Center center) =>
        (command.Agent is { } agent && !center.Agents.ContainsKey(agent)
            ? Refusals.AgentUnknown(agent) with { Field = "agent" }
            : null)
        ?? CheckPlace(command.Queue, command.Gate, center)
        ?? FieldChecks.Skills("skills", command.Requirements ?? [])
        ?? SetChecks.Skills("skills", command.Requirements ?? [], center)
        ?? FieldChecks.Seconds("preferredFor", command.PreferredFor, 0, 600);

    public static Refusal? CheckPriority(int? priority) =>
        FieldChecks.Number("priority", priority, Limits.MinPriority, Limits.MaxPriority);

    private static Refusal? CheckPlace(QueueId? queue, GateId? gate, Center center)
    {
        if (queue is not null && gate is not null) return Refusals.Exclusive("queue", "gate");
        var places = new Places(center);
        return places.CheckQueue("queue", queue) ?? places.CheckGate("gate", gate);
    }
}

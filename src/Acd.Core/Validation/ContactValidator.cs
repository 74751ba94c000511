namespace Acd.Core;

/// <summary>Whether what a command about a contact brings is within its limits, and names what there is.</summary>
internal static class ContactValidator
{
    public static Refusal? Check(EnqueueContact command, EngineState center)
    {
        if (!Id.IsValid(command.Contact.Value)) return Refusals.BadId("id");
        return CheckPlace(command.Queue, command.Gate, center)
            ?? (center.Channels.NumberOf(command.Channel) < 0
                ? Refusals.ChannelUnknown(command.Channel, "channel", center.Settings.Channels)
                : null)
            ?? FieldValidator.Skills("skills", command.Requirements)
            ?? ReferenceMatchingValidator.ValidateSkills("skills", command.Requirements, center)
            ?? CheckPriority(command.Priority)
            ?? (command.PreferredAgent is { } agent && !Id.IsValid(agent.Value) ? Refusals.BadId("preferredAgent") : null)
            ?? FieldValidator.Seconds("preferredFor", command.PreferredFor, 0, 600)
            ?? WaitActionValidator.CheckPlan("plan", command.Plan ?? [], new TargetValidator(center))
            ?? FieldValidator.Length("callerId", command.CallerId, 1, Limits.CallerIdLength)
            ?? FieldValidator.Attributes(command.Attributes);
    }

    public static Refusal? Check(TransferContact command, EngineState center) =>
        (command.Agent is { } agent && !center.Agents.ContainsKey(agent)
            ? Refusals.AgentUnknown(agent) with { Field = "agent" }
            : null)
        ?? CheckPlace(command.Queue, command.Gate, center)
        ?? FieldValidator.Skills("skills", command.Requirements ?? [])
        ?? ReferenceMatchingValidator.ValidateSkills("skills", command.Requirements ?? [], center)
        ?? FieldValidator.Seconds("preferredFor", command.PreferredFor, 0, 600);

    public static Refusal? CheckPriority(int? priority) =>
        FieldValidator.Number("priority", priority, Limits.MinPriority, Limits.MaxPriority);

    private static Refusal? CheckPlace(QueueId? queue, GateId? gate, EngineState center)
    {
        if (queue is not null && gate is not null) return Refusals.Exclusive("queue", "gate");
        var places = new TargetValidator(center);
        return places.CheckQueue("queue", queue) ?? places.CheckGate("gate", gate);
    }
}

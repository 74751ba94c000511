namespace Acd.Core;

/// <summary>Validates the fields of commands about contacts and the queues and gates that they name.</summary>
internal static class ContactValidator
{
    public static Refusal? Check(EnqueueContact command, EngineState state)
    {
        if (!Id.IsValid(command.Contact.Value)) return Refusals.BadId("id");
        return CheckPlace(command.Queue, command.Gate, state)
            ?? (state.Channels.NumberOf(command.Channel) < 0
                ? Refusals.ChannelUnknown(command.Channel, "channel", state.Settings.Channels)
                : null)
            ?? FieldValidator.Skills("skills", command.Requirements)
            ?? ReferenceMatchingValidator.ValidateSkills("skills", command.Requirements, state)
            ?? CheckPriority(command.Priority)
            ?? (command.PreferredAgent is { } agent && !Id.IsValid(agent.Value) ? Refusals.BadId("preferredAgent") : null)
            ?? FieldValidator.Seconds("preferredFor", command.PreferredFor, 0, 600)
            ?? WaitActionValidator.CheckPlan("plan", command.Plan ?? [], new TargetValidator(state))
            ?? FieldValidator.Length("callerId", command.CallerId, 1, Limits.CallerIdLength)
            ?? FieldValidator.Length("caller", command.Caller, 1, Limits.CallerIdLength)
            ?? FieldValidator.Attributes(command.Attributes)
            ?? (command is { Connected: true, AssignTo: null }
                ? Refusals.OutOfRange("connected", "together with assignTo")
                : null);
    }

    public static Refusal? Check(TransferContact command, EngineState state) =>
        (command.Agent is { } agent && !state.Agents.ContainsKey(agent)
            ? Refusals.AgentUnknown(agent) with { Field = "agent" }
            : null)
        ?? CheckPlace(command.Queue, command.Gate, state)
        ?? FieldValidator.Skills("skills", command.Requirements ?? [])
        ?? ReferenceMatchingValidator.ValidateSkills("skills", command.Requirements ?? [], state)
        ?? FieldValidator.Seconds("preferredFor", command.PreferredFor, 0, 600);

    public static Refusal? CheckPriority(int? priority) =>
        FieldValidator.Number("priority", priority, Limits.MinPriority, Limits.MaxPriority);

    private static Refusal? CheckPlace(QueueId? queue, GateId? gate, EngineState state)
    {
        if (queue is not null && gate is not null) return Refusals.Exclusive("queue", "gate");
        var places = new TargetValidator(state);
        return places.CheckQueue("queue", queue) ?? places.CheckGate("gate", gate);
    }
}

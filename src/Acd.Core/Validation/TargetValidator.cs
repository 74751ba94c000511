namespace Acd.Core;

/// <summary>Validates the queues and gates that a command or setting names.</summary>
/// <param name="state">The engine's state.</param>
/// <param name="made">A new queue that may name itself.</param>
internal readonly struct TargetValidator(EngineState state, QueueId? made = null)
{
    public Refusal? CheckQueue(string field, QueueId? queue) =>
        queue is not { } id || id == made || state.FindQueue(id) is not null
            ? null
            : Refusals.QueueUnknown(id) with { Field = field };

    public Refusal? CheckGate(string field, GateId? gate) =>
        gate is not { } id || state.FindGate(id) is not null ? null : Refusals.GateUnknown(id) with { Field = field };

    /// <summary>Validates the requirements that contacts get by it.</summary>
    public Refusal? CheckSkills(string field, IReadOnlyList<Requirement> requirements) =>
        FieldValidator.Skills(field, requirements) ?? ReferenceMatchingValidator.ValidateSkills(field, requirements, state);
}

namespace Acd.Core;

/// <summary>The queues and gates that something may lead to.</summary>
/// <param name="center">The center.</param>
/// <param name="made">A queue that is being made, and may lead to itself.</param>
internal readonly struct TargetValidator(EngineState center, QueueId? made = null)
{
    public Refusal? CheckQueue(string field, QueueId? queue) =>
        queue is not { } id || id == made || center.FindQueue(id) is not null
            ? null
            : Refusals.QueueUnknown(id) with { Field = field };

    public Refusal? CheckGate(string field, GateId? gate) =>
        gate is not { } id || center.FindGate(id) is not null ? null : Refusals.GateUnknown(id) with { Field = field };

    /// <summary>What contacts that are led there are to need.</summary>
    public Refusal? CheckSkills(string field, IReadOnlyList<Requirement> requirements) =>
        FieldValidator.Skills(field, requirements) ?? ReferenceMatchingValidator.ValidateSkills(field, requirements, center);
}

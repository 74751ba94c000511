namespace Acd.Core;

/// <summary>The queues and gates that something may lead to.</summary>
/// <param name="center">The center.</param>
internal readonly struct Places(Center center)
{
    public Refusal? CheckQueue(string field, QueueId? queue) =>
        queue is not { } id || center.FindQueue(id) is not null
            ? null
            : Refusals.QueueUnknown(id) with { Field = field };

    public Refusal? CheckGate(string field, GateId? gate) =>
        gate is not { } id || center.FindGate(id) is not null ? null : Refusals.GateUnknown(id) with { Field = field };
}

using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>What commands about gates do.</summary>
internal sealed class GateCommandHandler(EngineState center)
{
    public CommandResult Put(GateSettings gate)
    {
        if (Check(gate) is { } refusal) return CommandResult.Of(refusal);
        var gates = center.Settings.Gates;
        if (center.FindGate(gate.Id) is not { } known)
        {
            if (gates.Count >= Limits.Gates) return CommandResult.Of(Refusals.OutOfRange("gates", $"at most {Limits.Gates} gates"));
            center.ChangeSettings(center.Settings with { Gates = [.. gates, gate] });
            return CommandResult.Of(new GateReply(gate, Created: true));
        }

        if (AreEqual(known, gate)) return CommandResult.Of(new GateReply(known));
        center.ChangeSettings(center.Settings with { Gates = [.. gates.Select(other => other.Id == gate.Id ? gate : other)] });
        if (!known.Requirements.SequenceEqual(gate.Requirements)) ChangeRequirements(gate.Id);
        return CommandResult.Of(new GateReply(gate));
    }

    public CommandResult Remove(GateId gate)
    {
        if (center.FindGate(gate) is null) return CommandResult.Of(Refusals.GateUnknown(gate));
        if (UsageFinder.FirstUserOf(gate, center) is { } user) return CommandResult.Of(Refusals.InUse("gate", gate.Value, user));
        center.ChangeSettings(center.Settings with { Gates = [.. center.Settings.Gates.Where(other => other.Id != gate)] });
        return CommandResult.Of(new RemovedReply(gate.Value));
    }

    private Refusal? Check(GateSettings gate)
    {
        if (!Id.IsValid(gate.Id.Value)) return Refusals.BadId("id");
        return new TargetValidator(center).CheckQueue("queue", gate.Queue)
            ?? FieldValidator.Skills("skills", gate.Requirements)
            ?? ReferenceMatchingValidator.ValidateSkills("skills", gate.Requirements, center)
            ?? ContactValidator.CheckPriority(gate.Priority)
            ?? FieldValidator.Length("whisper", gate.Whisper, 0, Limits.NameLength)
            ?? FieldValidator.Attributes(gate.Attributes);
    }

    /// <summary>Lets the contacts that came by a gate, and that no agent has yet, require what it adds now.</summary>
    private void ChangeRequirements(GateId gate)
    {
        var came = center.OpenContacts()
            .Where(contact => contact.Gate == gate && contact.State is ContactState.Queued or ContactState.Offered)
            .OrderBy(contact => contact.Key).ToList();
        foreach (var contact in came)
        {
            var before = contact.Requirements;
            if (GateEnrichment.Apply(contact.Asked, center.FindGate(gate)).SequenceEqual(before)) continue;
            var waits = contact.IsInLine;
            center.StopWaiting(contact);
            center.WaitActions.ChangeRequirements(contact, contact.Queue, gate, contact.Asked);
            contact.ToldUnservable = false;
            center.Emitter.ContactRequirementsChanged(contact);
            if (waits) center.Pending.Add(contact);
        }
    }

    /// <summary>Settings are equal if they say the same: if their JSON does.</summary>
    private static bool AreEqual(GateSettings one, GateSettings other) => one == other || Json(one) == Json(other);

    private static string Json(GateSettings gate) => JsonSerializer.Serialize(gate, CenterJson.Default.GateSettings);
}

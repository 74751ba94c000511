using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>Handles the commands about gates.</summary>
internal sealed class GateCommandHandler(EngineState state)
{
    public CommandResult Put(GateSettings gate)
    {
        if (Check(gate) is { } refusal) return CommandResult.Of(refusal);
        if (state.FindGate(gate.Id) is not { } known)
        {
            if (state.Settings.Gates.Count >= Limits.Gates)
                return CommandResult.Of(Refusals.OutOfRange("gates", $"at most {Limits.Gates} gates"));
            state.ChangeSettings(new SettingsChanged { Gate = gate });
            return CommandResult.Of(new GateReply(gate, Created: true));
        }

        if (AreEqual(known, gate)) return CommandResult.Of(new GateReply(known));
        state.ChangeSettings(new SettingsChanged { Gate = gate });
        if (!known.Requirements.SequenceEqual(gate.Requirements)) ChangeRequirements(gate.Id);
        return CommandResult.Of(new GateReply(gate));
    }

    public CommandResult Remove(GateId gate)
    {
        if (state.FindGate(gate) is null) return CommandResult.Of(Refusals.GateUnknown(gate));
        if (UsageFinder.FirstUserOf(gate, state) is { } user) return CommandResult.Of(Refusals.InUse("gate", gate.Value, user));
        state.ChangeSettings(new SettingsChanged { RemovedGate = gate });
        return CommandResult.Of(new RemovedReply(gate.Value));
    }

    private Refusal? Check(GateSettings gate)
    {
        if (!Id.IsValid(gate.Id.Value)) return Refusals.BadId("id");
        return new TargetValidator(state).CheckQueue("queue", gate.Queue)
            ?? FieldValidator.Skills("skills", gate.Requirements)
            ?? ReferenceMatchingValidator.ValidateSkills("skills", gate.Requirements, state)
            ?? ContactValidator.CheckPriority(gate.Priority)
            ?? FieldValidator.Length("whisper", gate.Whisper, 0, Limits.NameLength)
            ?? FieldValidator.Attributes(gate.Attributes);
    }

    /// <summary>Updates the requirements of a gate's contacts that have no agent yet.</summary>
    private void ChangeRequirements(GateId gate)
    {
        var came = state.OpenContacts()
            .Where(contact => contact.Gate == gate && contact.State is ContactState.Queued or ContactState.Offered)
            .OrderBy(contact => contact.Key).ToList();
        foreach (var contact in came)
        {
            var before = contact.Requirements;
            if (GateEnrichment.Apply(contact.Asked, state.FindGate(gate)).SequenceEqual(before)) continue;
            var waits = contact.IsInLine;
            state.StopWaiting(contact);
            state.WaitActions.ChangeRequirements(contact, contact.Queue, gate, contact.Asked);
            contact.ToldUnservable = false;
            state.Emitter.ContactRequirementsChanged(contact);
            if (waits) state.Pending.Add(contact);
            else state.FurtherRings.Update(contact);
        }
    }

    /// <summary>Compares settings by their JSON, since lists have no value equality.</summary>
    private static bool AreEqual(GateSettings one, GateSettings other) => one == other || Json(one) == Json(other);

    private static string Json(GateSettings gate) => JsonSerializer.Serialize(gate, CenterJson.Default.GateSettings);
}

using System.Text.Json;
using Acd.Core.Json;

namespace Acd.Core;

/// <summary>What commands about gates do.</summary>
internal sealed class GateRules(Center center)
{
    public Result Put(GateSettings gate)
    {
        if (Check(gate) is { } refusal) return Result.Of(refusal);
        var gates = center.Settings.Gates;
        if (center.FindGate(gate.Id) is not { } known)
        {
            if (gates.Count >= Limits.Gates) return Result.Of(Refusals.OutOfRange("gates", $"at most {Limits.Gates} gates"));
            center.Change(center.Settings with { Gates = [.. gates, gate] });
            return Result.Of(new GateReply(gate, Created: true));
        }

        if (AreEqual(known, gate)) return Result.Of(new GateReply(known));
        center.Change(center.Settings with { Gates = [.. gates.Select(other => other.Id == gate.Id ? gate : other)] });
        if (!known.Requirements.SequenceEqual(gate.Requirements)) ChangeRequirements(gate.Id);
        return Result.Of(new GateReply(gate));
    }

    public Result Remove(GateId gate)
    {
        if (center.FindGate(gate) is null) return Result.Of(Refusals.GateUnknown(gate));
        if (Leads.To(gate, center) is { } user) return Result.Of(Refusals.InUse("gate", gate.Value, user));
        center.Change(center.Settings with { Gates = [.. center.Settings.Gates.Where(other => other.Id != gate)] });
        return Result.Of(new RemovedReply(gate.Value));
    }

    private Refusal? Check(GateSettings gate)
    {
        if (!Id.IsValid(gate.Id.Value)) return Refusals.BadId("id");
        return new Places(center).CheckQueue("queue", gate.Queue)
            ?? FieldChecks.Skills("skills", gate.Requirements)
            ?? SetChecks.Skills("skills", gate.Requirements, center)
            ?? ContactChecks.CheckPriority(gate.Priority)
            ?? FieldChecks.Length("whisper", gate.Whisper, 0, Limits.NameLength)
            ?? FieldChecks.Attributes(gate.Attributes);
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
            if (GateAdditions.To(contact.Asked, center.FindGate(gate)).SequenceEqual(before)) continue;
            var waits = contact.Waits;
            center.StopWaiting(contact);
            center.Actions.ChangeNeeds(contact, contact.Queue, gate, contact.Asked);
            contact.ToldUnservable = false;
            center.Chronicle.ContactRequirementsChanged(contact);
            if (waits) center.Agenda.Add(contact);
        }
    }

    /// <summary>Settings are equal if they say the same: if their JSON does.</summary>
    private static bool AreEqual(GateSettings one, GateSettings other) => one == other || Json(one) == Json(other);

    private static string Json(GateSettings gate) => JsonSerializer.Serialize(gate, CenterJson.Default.GateSettings);
}

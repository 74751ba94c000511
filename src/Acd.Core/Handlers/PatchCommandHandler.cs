namespace Acd.Core;

/// <summary>Handles the command that changes a waiting contact's attributes and requirements.</summary>
internal sealed class PatchCommandHandler(EngineState state)
{
    public Refusal? Patch(Contact contact, PatchContact command)
    {
        var refusal = FieldValidator.Attributes(command.Attributes)
            ?? FieldValidator.Skills("skills", command.Requirements ?? [])
            ?? ReferenceMatchingValidator.ValidateSkills("skills", command.Requirements ?? [], state);
        if (refusal is not null) return refusal;
        if (contact.State is not (ContactState.Queued or ContactState.Offered)) return Refusals.ContactNotWaiting(contact.Id);
        var attributes = command.Attributes is { } patch ? AttributesPatch.Apply(contact.Attributes, patch) : contact.Attributes;
        if (FieldValidator.Attributes(attributes) is { } tooLarge) return tooLarge;
        if (attributes != contact.Attributes)
        {
            contact.Attributes = attributes;
            state.Emitter.ContactAttributesChanged(contact);
        }

        if (command.Requirements is { } asked && !asked.SequenceEqual(contact.Asked)) ChangeRequirements(contact, asked);
        return null;
    }

    /// <summary>Changes what a contact asks for. Its place, its wait and its offers stay.</summary>
    private void ChangeRequirements(Contact contact, IReadOnlyList<Requirement> asked)
    {
        var waits = contact.IsInLine;
        state.StopWaiting(contact);
        state.WaitActions.ChangeRequirements(contact, contact.Queue, contact.Gate, asked);
        contact.ToldUnservable = false;
        state.Emitter.ContactRequirementsChanged(contact);
        if (waits) state.Pending.Add(contact);
        else state.FurtherRings.Update(contact);
    }
}

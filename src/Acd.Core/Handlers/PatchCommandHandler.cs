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

        if (command.Requirements is { } asked && !asked.SequenceEqual(contact.Asked))
            state.WaitActions.ChangeRequirementsInPlace(contact, asked);
        return null;
    }
}

namespace Acd.Core.Tests;

/// <summary>Changes of a waiting contact's attributes and requirements.</summary>
public sealed partial class ReferenceModel
{
    private static string? Patched(ModelContact contact, PatchContact patch) =>
        patch.Attributes is null ? contact.Attributes : AttributesPatch.Apply(contact.Attributes, patch.Attributes);

    private void Patch(ModelContact contact, PatchContact patch)
    {
        var attributes = Patched(contact, patch);
        if (attributes != contact.Attributes)
        {
            contact.Attributes = attributes;
            Emit(contact, new ContactAttributesChanged());
        }

        if (patch.Requirements is not { } asked || asked.SequenceEqual(contact.Asked))
            return;
        contact.Asked = asked;
        contact.Requirements = Required(asked, GateOf(contact));
        contact.ToldUnservable = false;
        EmitRequirementsChanged(contact);
    }
}

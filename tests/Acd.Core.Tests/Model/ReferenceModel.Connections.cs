namespace Acd.Core.Tests;

/// <summary>Commands that name the connection that they mean.</summary>
public sealed partial class ReferenceModel
{
    /// <summary>The offer that a command names, if the contact's document has it.</summary>
    private static ModelOffer? Meant(ContactCommand command, ModelContact contact) =>
        command is ConnectionCommand { Offer: { } named }
            ? contact.KeptOffers().FirstOrDefault(offer => offer.Id == named)
            : null;

    private Refusal? NotThisConnection(ContactCommand command)
    {
        if (command is not ConnectionCommand { Offer: { } named })
            return null;
        if (!WasGivenOut(named))
            return Refusals.OfferUnknown(named);
        var contact = _contacts.Single(contact => contact.Id == command.Contact);
        return contact.Live.Any(offer => offer.Id == named) ? null : Refusals.ContactNotThisConnection(contact.Id);
    }

    /// <summary>
    /// Whether an open contact is as the command would make it. A named connection that is over must have ended by such a
    /// command.
    /// </summary>
    private static bool IsDoneAlready(ContactCommand command, ModelContact contact)
    {
        if (command is not ConnectionCommand { Offer: { } named } || contact.Live.Any(offer => offer.Id == named))
            return IsDone(command, contact);
        return Meant(command, contact)?.Left is { } left && left == command switch
        {
            CompleteContact or EndWrapUp or HangUpContact => ConnectionEnd.Completed,
            TransferContact => ConnectionEnd.Transferred,
            RequeueContact => ConnectionEnd.Requeued,
            FailCallback => ConnectionEnd.CallbackFailed,
            HandOverContact => ConnectionEnd.HandedOver,
            ParkContact => ConnectionEnd.Parked,
            _ => null,
        };
    }
}

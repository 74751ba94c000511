namespace Acd.Core.Tests;

/// <summary>The events of offers.</summary>
public sealed partial class ReferenceModel
{
    private void TellOffered(ModelContact contact, ModelOffer offer) => Tell(contact, new ContactOffered
    {
        Agent = offer.Agent,
        Offer = offer.Id,
        Due = offer.Due,
        Whisper = GateOf(contact)?.Whisper,
        Callback = contact.Callback?.Number,
        Assigned = offer.Assigned,
    });

    private void TellAccepted(ModelContact contact, ModelOffer offer) =>
        Tell(contact, new OfferAccepted { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void TellDeclined(ModelContact contact, ModelOffer offer) =>
        Tell(contact, new OfferDeclined { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void TellTimedOut(ModelContact contact, ModelOffer offer) =>
        Tell(contact, new OfferTimedOut { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void TellRevoked(ModelContact contact, ModelOffer offer) =>
        Tell(contact, new OfferRevoked { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void TellConnected(ModelContact contact, ModelOffer offer) => Tell(contact, new ContactConnected
    {
        Agent = offer.Agent,
        Offer = offer.Id,
        Wait = _now - contact.WaitingSince,
        Ring = _now - offer.At,
    });
}

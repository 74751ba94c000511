namespace Acd.Core.Tests;

/// <summary>The events of offers.</summary>
public sealed partial class ReferenceModel
{
    private void EmitOffered(ModelContact contact, ModelOffer offer) => Emit(contact, new ContactOffered
    {
        Agent = offer.Agent,
        Offer = offer.Id,
        Due = offer.Due,
        Whisper = GateOf(contact)?.Whisper,
        Callback = contact.Callback?.Number,
        Assigned = offer.Assigned,
    });

    private void EmitAccepted(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferAccepted { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitDeclined(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferDeclined { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitTimedOut(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferTimedOut { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitRevoked(ModelContact contact, ModelOffer offer) =>
        Emit(contact, new OfferRevoked { Agent = offer.Agent, Offer = offer.Id, Ring = _now - offer.At });

    private void EmitConnected(ModelContact contact, ModelOffer offer) => Emit(contact, new ContactConnected
    {
        Agent = offer.Agent,
        Offer = offer.Id,
        Wait = _now - contact.WaitingSince,
        Ring = _now - offer.At,
    });
}

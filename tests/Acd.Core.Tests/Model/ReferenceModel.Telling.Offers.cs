namespace Acd.Core.Tests;

/// <summary>The events of offers.</summary>
public sealed partial class ReferenceModel
{
    private void TellOffered(ModelContact contact, ModelOffer offer) => Tell(new ContactOffered
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = offer.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Offer = offer.Id,
        Due = offer.Due,
        Whisper = GateOf(contact)?.Whisper,
        Callback = contact.Callback?.Number,
        Assigned = offer.Assigned,
    });

    private void TellAccepted(ModelContact contact, ModelOffer offer) => Tell(new OfferAccepted
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = offer.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Offer = offer.Id,
        Ring = _now - offer.At,
    });

    private void TellDeclined(ModelContact contact, ModelOffer offer) => Tell(new OfferDeclined
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = offer.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Offer = offer.Id,
        Ring = _now - offer.At,
    });

    private void TellTimedOut(ModelContact contact, ModelOffer offer) => Tell(new OfferTimedOut
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = offer.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Offer = offer.Id,
        Ring = _now - offer.At,
    });

    private void TellRevoked(ModelContact contact, ModelOffer offer) => Tell(new OfferRevoked
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = offer.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Offer = offer.Id,
        Ring = _now - offer.At,
    });

    private void TellConnected(ModelContact contact, ModelOffer offer) => Tell(new ContactConnected
    {
        Sequence = ++_sequence,
        At = _now,
        Agent = offer.Agent,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Gate = contact.Gate,
        Channel = contact.Channel,
        Offer = offer.Id,
        Wait = _now - contact.WaitingSince,
        Ring = _now - offer.At,
    });
}

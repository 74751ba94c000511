using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A command that names a connection is carried out on that one or not at all. A repetition is answered as the first time.
/// </summary>
internal sealed class CommandsMeanOneConnection : Checker
{
    public override string Rule => "A late command never hits the next connection.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed.Request is not ConnectionCommand { Offer: { } meant } command) return null;
        if (revealed.Reply is not ContactReply { Contact: { State: not ContactState.Closed } contact }) return null;
        var what = $"{MessageFormatter.Of(command)} succeeded";
        if (contact.Offers.FirstOrDefault(offer => offer.Id == meant) is not { } offer)
            return $"{what}, but the contact {contact.Id} has no offer {meant}.";
        var isRight = command switch
        {
            TransferContact => offer.End == ConnectionEnd.Transferred,
            RequeueContact => offer.End == ConnectionEnd.Requeued,
            FailCallback => offer.End == ConnectionEnd.CallbackFailed,
            HandOverContact => offer.End == ConnectionEnd.HandedOver
                || (IsLive(contact, offer) && contact.State == ContactState.Connected),
            ParkContact => offer.End == ConnectionEnd.Parked,
            EndWrapUp => offer.End == ConnectionEnd.Completed,
            HangUpContact when contact.State is ContactState.Queued or ContactState.Offered => contact.Callback is not null,
            CompleteContact or HangUpContact or ExtendWrapUp => IsLive(contact, offer) && contact.State == ContactState.WrapUp,
            _ => IsLive(contact, offer) && contact.State == ContactState.Connected,
        };
        return isRight ? null : $"{what}, but the offer {meant} is {offer.State} and its connection ended as {offer.End}.";
    }

    private static bool IsLive(ContactDocument contact, OfferDocument offer) =>
        offer is { State: OfferState.Accepted, End: null } && contact.Agent == offer.Agent;
}

namespace Acd.Core;

/// <summary>Finds the connection that a command means, so that a late command never hits the next connection.</summary>
internal static class ConnectionFinder
{
    /// <summary>The named offer in its contact, live or ended. Null if none is named or the contact does not keep it.</summary>
    public static OfferDocument? Find(Contact contact, OfferId? offer)
    {
        if (offer is not { } named) return null;
        return contact.Offers.Find(live => live.Id == named)?.Document ?? contact.PastOffers?.Find(past => past.Id == named);
    }

    /// <summary>Whether an offer with this id was ever made.</summary>
    public static bool IsGivenOut(OfferId offer, EngineState state) =>
        Offer.NumberOf(offer) is { } number && number <= state.Tracker.LastSequence;

    /// <summary>Whether the found offer is pending, or connects the contact now.</summary>
    public static bool IsCurrent(Contact contact, OfferDocument? offer) =>
        offer is not null && contact.Offers.Exists(live => live.Id == offer.Id);

    /// <summary>Whether the found connection has ended by such a command already.</summary>
    public static bool IsRepetition(ConnectionCommand command, OfferDocument? offer) => offer?.End is { } end && command switch
    {
        CompleteContact or EndWrapUp or HangUpContact => end == ConnectionEnd.Completed,
        TransferContact => end == ConnectionEnd.Transferred,
        RequeueContact => end == ConnectionEnd.Requeued,
        FailCallback => end == ConnectionEnd.CallbackFailed,
        HandOverContact => end == ConnectionEnd.HandedOver,
        ParkContact => end == ConnectionEnd.Parked,
        _ => false,
    };
}

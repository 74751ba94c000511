namespace Acd.Core;

/// <summary>Moves deadlines that run already: the answer times of pending offers, and the ends of wrap-ups.</summary>
internal sealed class RunningDeadlines(EngineState state)
{
    /// <summary>The time that a moved offer or wrap-up has at least: nothing ends while its agent acts on it.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);

    /// <summary>Moves what runs in a queue to the times of its changed settings, a second from now at least.</summary>
    public void Apply(QueueSettings before, QueueSettings after)
    {
        var (movesOffers, movesWrapUps) = (before.OfferTimeout != after.OfferTimeout, before.WrapUp != after.WrapUp);
        if (!movesOffers && !movesWrapUps) return;
        foreach (var contact in state.OpenContacts().Where(contact => contact.Queue == after.Id))
        {
            if (movesOffers && contact.State == ContactState.Offered)
                foreach (var offer in contact.Offers) MoveOffer(offer, offer.Document.At + after.OfferTimeout);
            if (movesOffers && contact.Handover is { } handover) MoveOffer(handover, handover.Document.At + after.OfferTimeout);
            if (movesWrapUps && contact.State == ContactState.WrapUp)
                MoveWrapUp(contact, contact.TalkEndedAt!.Value + after.WrapUp);
        }
    }

    /// <summary>Moves the end of a contact's wrap-up, a second from now at least.</summary>
    public void MoveWrapUp(Contact contact, Timestamp to)
    {
        var due = AtLeast(to);
        if (due == contact.WrapUpEnd!.Due) return;
        state.Deadlines.Disarm(contact.WrapUpEnd);
        contact.WrapUpEnd = state.Deadlines.Arm(DeadlineKind.WrapUpEnd, due, contact.Sequence, contact);
        state.Emitter.WrapUpDueChanged(contact);
    }

    /// <summary>Moves the timeout of a pending offer, a second from now at least.</summary>
    public void MoveOffer(Offer offer, Timestamp to)
    {
        var due = AtLeast(to);
        if (due == offer.Document.Due) return;
        state.Deadlines.Disarm(offer.Timeout);
        offer.MoveTo(due);
        state.OfferTransitions.Arm(offer);
        state.Emitter.OfferDueChanged(offer);
    }

    private Timestamp AtLeast(Timestamp to) => to < state.Now + Least ? state.Now + Least : to;
}

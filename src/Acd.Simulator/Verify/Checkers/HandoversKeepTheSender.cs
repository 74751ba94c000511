using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A contact that is handed over stays with its sender until the named agent accepts. Where that agent does not, the sender is
/// told and keeps it; where the talk ends first, nothing rings on.
/// </summary>
internal sealed class HandoversKeepTheSender : Checker
{
    /// <summary>A hand-over that ended without an accept, of which the sender must be told.</summary>
    private (ContactId Contact, OfferId Offer, HandoverFailure Reason)? _untold;

    public override string Rule => "A hand-over moves a contact only when it is accepted.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactEvent about || !state.Contacts.TryGetValue(about.Contact, out var contact)) return null;
        if (centerEvent is HandoverFailed failed) return Told(contact, failed);
        if (_untold is { } untold && untold.Contact == contact.Id) return Untold();
        return centerEvent switch
        {
            ContactOffered { From: { } from } => contact.Agent == from && contact.Handover is null
                ? null
                : $"{from} hands {contact.Id} over, which {contact.Agent} has and hands over to {contact.Handover?.Agent}.",
            ContactTransferred { To: { } to } moved => contact.Handover?.Agent == to && contact.Agent == moved.Agent
                ? null
                : $"The contact {contact.Id} goes from {moved.Agent} to {to}, at whom it does not ring.",
            OfferDeclined declined => Failed(contact, declined, HandoverFailure.Declined),
            OfferTimedOut missed => Failed(contact, missed, HandoverFailure.Unanswered),
            ContactTransferred or WrapUpStarted or ContactClosed or CallbackFailed or ContactParked or ContactReleased =>
                contact.Handover is { } rings
                    ? $"The contact {contact.Id} leaves {contact.Agent} while its hand-over {rings.Id} rings."
                    : null,
            _ => null,
        };
    }

    public override string? AfterEvents(ProjectedState state) => Untold();

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Contacts)
        {
            if (!state.Contacts.TryGetValue(document.Id, out var contact) || contact.Sequence != document.Sequence) continue;
            var stored = document.Handover is { } offer ? (offer.Id, offer.Agent, offer.Due) : default;
            var projected = contact.Handover is { } rings ? (rings.Id, rings.Agent, rings.Due) : default;
            if (stored != projected)
                return $"By its document the hand-over of {document.Id} is {stored}, by its events {projected}.";
            if (document.Handover is not null && (document.State, document.Agent) != (ContactState.Connected, contact.Agent))
                return $"The contact {document.Id} is handed over, and is {document.State} with {document.Agent}.";
        }

        return null;
    }

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed.Request is not HandOverContact handOver || revealed.Reply is not ContactReply { Contact: var contact })
            return null;
        var isWith = contact.State == ContactState.Connected
            && (contact.Agent == handOver.Agent || contact.Handover?.Agent == handOver.Agent);
        var isRepeated = contact.Offers.Any(offer => offer.Id == handOver.Offer && offer.End == ConnectionEnd.HandedOver);
        return isWith || isRepeated
            ? null
            : $"The contact {contact.Id} is handed over to {handOver.Agent}, and is {contact.State} with {contact.Agent}.";
    }

    private string? Failed(ProjectedContact contact, OfferEvent ended, HandoverFailure reason)
    {
        if (contact.Handover?.Id == ended.Offer) _untold = (contact.Id, ended.Offer, reason);
        return null;
    }

    private string? Told(ProjectedContact contact, HandoverFailed failed)
    {
        var due = _untold;
        _untold = null;
        if (contact.State != ContactState.Connected || contact.Agent != failed.Agent)
            return $"{failed.Agent} is told to keep {contact.Id}, which is {contact.State} with {contact.Agent}.";
        if (due is null)
            return failed.Reason is HandoverFailure.Unavailable or HandoverFailure.Replaced
                ? null
                : $"{failed.Agent} is told that the hand-over {failed.Offer} is {failed.Reason}, which it is not.";
        return due == (contact.Id, failed.Offer, failed.Reason)
            ? null
            : $"{failed.Agent} is told of {failed.Offer} as {failed.Reason}; due is {due}.";
    }

    private string? Untold()
    {
        var untold = _untold;
        _untold = null;
        return untold is { } late ? $"Nobody is told that the hand-over {late.Offer} of {late.Contact} failed." : null;
    }
}

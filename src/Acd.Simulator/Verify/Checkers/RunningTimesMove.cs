using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// A running offer or wrap-up moves to the time that its queue's settings give, a second from now at least. A wrap-up may also
/// be extended, and after an outage both have what was left.
/// </summary>
internal sealed class RunningTimesMove : Checker
{
    public override string Rule => "Running offers and wrap-ups move only by the settings, an extension or an outage.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactEvent about || !state.Contacts.TryGetValue(about.Contact, out var contact)) return null;
        return about switch
        {
            OfferDueChanged changed => Offer(state, contact, changed),
            WrapUpDueChanged changed => WrapUp(state, contact, changed),
            _ => null,
        };
    }

    private static string? Offer(ProjectedState state, ProjectedContact contact, OfferDueChanged changed)
    {
        var pending = contact.Handover?.Id == changed.Offer
            ? contact.Handover
            : contact.Offers.Find(offer => offer.Id == changed.Offer);
        if (pending is not { Accepted: false } offer)
            return $"The offer {changed.Offer} is moved, but it is not pending.";
        if (state.DueAfterReturn.TryGetValue(changed.Offer.Value, out var resumed))
            return Resumed($"The offer {changed.Offer}", resumed, changed.At, changed.Due);
        var due = InASecond(changed.At, offer.At + state.QueueOf(contact).OfferTimeout);
        return changed.Due == due && offer.Due != due
            ? null
            : $"The offer {changed.Offer} is moved from {offer.Due} to {changed.Due}; its queue's settings give {due}.";
    }

    private static string? WrapUp(ProjectedState state, ProjectedContact contact, WrapUpDueChanged changed)
    {
        if (state.DueAfterReturn.TryGetValue(contact.Id.Value, out var resumed))
            return Resumed($"The wrap-up of {contact.Id}", resumed, changed.At, changed.Due);
        var due = InASecond(changed.At, contact.WrapUpSince!.Value + state.QueueOf(contact).WrapUp);
        var isExtension = changed.Due > contact.WrapUpDue
            && changed.Due <= changed.At + TimeSpan.FromSeconds(Limits.WrapUpSeconds);
        return (changed.Due == due && contact.WrapUpDue != due) || isExtension
            ? null
            : $"The wrap-up of {contact.Id} is moved from {contact.WrapUpDue} to {changed.Due}; the settings give {due}.";
    }

    private static string? Resumed(string what, Timestamp due, Timestamp now, Timestamp moved) =>
        moved == InASecond(now, due) ? null : $"{what} is moved to {moved} after an outage, expected {due}.";

    private static Timestamp InASecond(Timestamp now, Timestamp time)
    {
        var least = now + TimeSpan.FromSeconds(1);
        return time < least ? least : time;
    }
}

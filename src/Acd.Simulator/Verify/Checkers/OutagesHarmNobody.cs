using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Offers that were due while the center was away are revoked at its return, and other rings and wrap-ups have what was left of
/// them. Only a break that is long enough is an outage.
/// </summary>
internal sealed class OutagesHarmNobody : Checker
{
    public override string Rule => "Nobody pays for an outage.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent) => centerEvent switch
    {
        CenterReturned returned when returned.AwayFrom >= returned.At => $"The center returns at {returned.At} from the future.",
        CenterReturned => Unfinished(state),
        OfferRevoked revoked when state.DueAtReturn.Remove(revoked.Offer) => null,
        OfferTimedOut missed when state.DueAtReturn.Contains(missed.Offer) =>
            $"{missed.Agent} missed the offer {missed.Offer}, which was due while the center was away.",
        OfferEvent ended => Forget(state, ended.Offer.Value),
        OfferDueChanged moved => Forget(state, moved.Offer.Value),
        ContactEvent { Contact: var contact } and (ContactClosed or WrapUpDueChanged) => Forget(state, contact.Value),
        _ => null,
    };

    public override string? AfterEvents(ProjectedState state) => Unfinished(state);

    private static string? Unfinished(ProjectedState state)
    {
        foreach (var offer in state.DueAtReturn) return $"The offer {offer} was due while the center was away, and still rings.";
        if (state.DueAfterReturn.Count == 0) return null;
        var (id, due) = state.DueAfterReturn.First();
        return $"At the return {id} was not moved to {due}.";
    }

    private static string? Forget(ProjectedState state, string id)
    {
        state.DueAfterReturn.Remove(id);
        return null;
    }
}

using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// What is due happens: offers time out, wrap-ups end, cooldowns pass, steps are taken, contacts expire, callbacks come back in
/// line. When a commit has landed nothing is left of what was due at the time of its last event.
/// </summary>
internal sealed class NoMissedDeadline : Checker
{
    public override string Rule => "What is due happens.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database) => Overdue(center);

    public override string? WhenQuiescent(QuiescentState rest) => Overdue(rest.State);

    private static string? Overdue(ProjectedState center)
    {
        foreach (var contact in center.Contacts.Values)
        {
            foreach (var (what, due) in DeadlinesOf(center, contact))
            {
                if (due <= center.Time.CompletedUntil)
                    return $"{what} of the contact {contact.Id} was due at {due}, and did not happen by {center.Time.CompletedUntil}.";
            }
        }

        return null;
    }

    private static IEnumerable<(string What, Timestamp? Due)> DeadlinesOf(ProjectedState center, ProjectedContact contact)
    {
        foreach (var cooldown in contact.Cooldowns) yield return ("The end of a cooldown", cooldown.Until);
        foreach (var offer in contact.Offers)
            if (!offer.Accepted) yield return ($"The end of the offer {offer.Id}", offer.Due);
        if (contact.State == ContactState.WrapUp) yield return ("The end of the wrap-up", contact.WrapUpDue);
        if (contact.State != ContactState.Queued) yield break;
        yield return ("A step", center.NextStepOf(contact)?.Due);
        yield return ("The end of waiting", center.EndOfWaitingOf(contact));
        yield return ("The next attempt", contact.Callback?.NotBefore);
        yield return ("The expiry", contact.Callback?.Expires);
    }
}

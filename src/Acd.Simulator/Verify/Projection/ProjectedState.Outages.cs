using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// Applies the return after an outage. What moves with an event of its own, a ring or a wrap-up, is moved by that event.
/// </summary>
internal sealed partial class ProjectedState
{
    /// <summary>The last return, if there was one.</summary>
    public CenterReturned? LastReturn { get; private set; }

    /// <summary>Until when nobody leaves a line for having waited too long.</summary>
    public Timestamp GraceUntil { get; private set; }

    /// <summary>What the last return has to move, a pending offer or a contact's wrap-up, and when that is due then.</summary>
    public Dictionary<string, Timestamp> DueAfterReturn { get; } = new(StringComparer.Ordinal);

    /// <summary>The pending offers that were due at the last return.</summary>
    public HashSet<OfferId> DueAtReturn { get; } = [];

    /// <summary>When something that ends a wait is due: not before the end of the grace.</summary>
    public Timestamp AfterGrace(Timestamp due) => due < GraceUntil ? GraceUntil : due;

    private void Apply(CenterReturned returned)
    {
        LastReturn = returned;
        var until = returned.At + Settings.GraceAfterOutage;
        if (until > GraceUntil) GraceUntil = until;
        DueAfterReturn.Clear();
        DueAtReturn.Clear();
        foreach (var contact in Contacts.Values) Resume(contact, returned);
        foreach (var agent in Agents.Values)
        {
            for (var at = 0; at < agent.WrapUps.Count; at++)
            {
                var lost = LostBy(agent.WrapUps[at].At, returned);
                agent.WrapUps[at] = agent.WrapUps[at] with
                {
                    At = agent.WrapUps[at].At + lost,
                    Due = agent.WrapUps[at].Due + lost,
                };
            }
        }
    }

    private void Resume(ProjectedContact contact, CenterReturned returned)
    {
        foreach (var offer in contact.Offers.Append(contact.Handover).OfType<ProjectedOffer>())
        {
            if (offer.Accepted) continue;
            if (offer.Due <= returned.At) DueAtReturn.Add(offer.Id);
            else if (offer.At < returned.At) DueAfterReturn[offer.Id.Value] = offer.Due + LostBy(offer.At, returned);
        }

        if (contact is { State: ContactState.WrapUp, WrapUpSince: { } since, WrapUpDue: { } due } && since < returned.At)
        {
            var lost = LostBy(since, returned);
            (contact.WrapUpSince, DueAfterReturn[contact.Id.Value]) = (since + lost, due + lost);
        }

        if (contact is not { State: ContactState.Connected or ContactState.WrapUp, ConnectedAt: { } connectedAt }) return;
        var lostTalk = LostBy(connectedAt, returned);
        (contact.ConnectedAt, contact.WaitingSince) = (connectedAt + lostTalk, contact.WaitingSince + lostTalk);
        if (contact.Release is { } release) contact.Release = release with { Due = release.Due + lostTalk };
    }

    /// <summary>The part of an outage that fell into something that had begun at a time.</summary>
    private static TimeSpan LostBy(Timestamp since, CenterReturned returned)
    {
        var from = since > returned.AwayFrom ? since : returned.AwayFrom;
        return from < returned.At ? returned.At - from : TimeSpan.Zero;
    }
}

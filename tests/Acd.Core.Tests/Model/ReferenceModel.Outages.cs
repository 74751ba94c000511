using static Acd.Core.ContactState;

namespace Acd.Core.Tests;

/// <summary>The return after an outage.</summary>
public sealed partial class ReferenceModel
{
    private Timestamp _graceUntil;

    /// <summary>Returns after an outage, before anything that is due happens.</summary>
    public void Return(Timestamp awayFrom, Timestamp now)
    {
        if (now > _now)
            _now = now;
        if (awayFrom < _now)
        {
            Begin();
            Emit(new CenterReturned { AwayFrom = awayFrom });
            _graceUntil = Latest(_graceUntil, _now + _settings.GraceAfterOutage);
            foreach (var agent in _agents)
                Resume(agent, awayFrom);
            foreach (var (contact, offer) in _contacts.SelectMany(contact => contact.Active.Select(offer => (contact, offer)))
                .OrderBy(live => live.offer.Number).ToList())
                Resume(contact, offer, awayFrom);
            Settle();
        }

        RunDue(now);
    }

    private void Resume(ModelAgent agent, Timestamp awayFrom)
    {
        if (agent.HasHeartbeat)
            ArmSilence(agent);
        for (var at = 0; at < agent.WrapUps.Count; at++)
        {
            var lost = Lost(agent.WrapUps[at].Since, awayFrom);
            agent.WrapUps[at] = agent.WrapUps[at] with
            {
                Since = agent.WrapUps[at].Since + lost,
                Due = agent.WrapUps[at].Due + lost,
            };
        }
    }

    private void Resume(ModelContact contact, ModelOffer offer, Timestamp awayFrom)
    {
        var rings = contact.State == Offered || contact.Handover == offer;
        if (rings && offer.Due <= _now && contact.Handover == offer)
        {
            FailHandover(contact, offer, OfferState.Revoked, HandoverFailure.Unavailable);
        }
        else if (rings && offer.Due <= _now)
        {
            Revoke(contact, offer);
        }
        else if (rings)
        {
            var due = InASecond(offer.Due + Lost(offer.At, awayFrom));
            if (due == offer.Due)
                return;
            offer.Due = due;
            Emit(contact, new OfferDueChanged { Agent = offer.Agent, Offer = offer.Id, Due = offer.Due });
        }
        else
        {
            ResumeConnection(contact, awayFrom);
        }
    }

    private void ResumeConnection(ModelContact contact, Timestamp awayFrom)
    {
        var lost = Lost(contact.ConnectedAt!.Value, awayFrom);
        contact.WaitingSince += lost;
        contact.ConnectedAt += lost;
        if (contact.HeldSince is { } held)
            contact.HeldSince = held + Lost(held, awayFrom);
        if (contact.Release is { } release)
            contact.Release = release with { Due = release.Due + lost };
        if (contact.TalkEndedAt is not { } ended)
            return;
        contact.TalkEndedAt = ended + Lost(ended, awayFrom);
        MoveWrapUp(contact, contact.WrapUpDue!.Value + Lost(ended, awayFrom));
    }

    /// <summary>The part of the outage that something lost that had begun at a time.</summary>
    private TimeSpan Lost(Timestamp began, Timestamp awayFrom) => _now - Latest(began, awayFrom) is { Ticks: > 0 } lost
        ? lost
        : TimeSpan.Zero;

    /// <summary>When something ends a wait: not before the end of the grace.</summary>
    private Timestamp AfterGrace(Timestamp due) => Latest(due, _graceUntil);

    private static Timestamp Latest(Timestamp one, Timestamp other) => one > other ? one : other;
}

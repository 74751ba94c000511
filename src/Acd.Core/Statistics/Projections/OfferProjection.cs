namespace Acd.Core;

/// <summary>Applies offer events to the statistics.</summary>
internal sealed class OfferProjection(StatisticsProjection statistics)
{
    public void Apply(OpenContact contact, OfferEvent centerEvent)
    {
        if (centerEvent.Agent is not { } id) return;
        var agent = statistics.Registry.AgentOf(id);
        switch (centerEvent)
        {
            case ContactOffered offered:
                Offer(contact, agent, offered);
                break;
            case OfferAccepted accepted:
                End(contact, agent, centerEvent, null, accepted.Ring);
                break;
            case OfferDeclined declined:
                CountCause(contact, agent, declined);
                End(contact, agent, centerEvent, Figure.Declined, declined.Ring);
                break;
            case OfferTimedOut missed:
                End(contact, agent, centerEvent, Figure.NoAnswer, missed.Ring);
                break;
            case OfferRevoked revoked:
                End(contact, agent, centerEvent, Figure.Revoked, revoked.Ring);
                break;
        }
    }

    public void Connect(OpenContact contact, ContactConnected connected)
    {
        ThroughputEstimators.Answered(contact, connected.At);
        StatisticsRegistry.Move(contact, ContactState.Connected);
        var answered = contact.IsCallback ? Figure.CallbacksAnswered : Figure.Answered;
        if (connected.From is null) statistics.Count(contact, answered);
        if (!contact.IsCallback && connected.From is null) Answer(contact, connected.Wait);
        contact.ToldEstimate = null;
        if (connected.Agent is not { } id) return;
        var agent = contact.Agent = statistics.Registry.AgentOf(id);
        agent.Add(answered, 1, statistics.Slot);
        statistics.AccumulateTime(agent);
        agent.Connected++;
    }

    private void Offer(OpenContact contact, AgentStatistics agent, ContactOffered offer)
    {
        if (offer.From is not null)
        {
            // Nobody waits, and the queue does not ask: it counts for the agent alone.
            contact.Offers.Add((offer.Offer, agent));
            contact.Handover = offer.Offer;
            agent.Offered++;
            agent.Add(Figure.Offered, 1, statistics.Slot);
            return;
        }

        // A contact that is offered as it enters had no wait to estimate.
        if (offer.At == contact.StayBegan) contact.ToldEstimate = null;
        contact.Offers.Add((offer.Offer, agent));
        agent.Offered++;
        if (contact.State == ContactState.Queued) StatisticsRegistry.Move(contact, ContactState.Offered);
        statistics.Count(contact, Figure.Offered);
        agent.Add(Figure.Offered, 1, statistics.Slot);
    }

    private void End(OpenContact contact, AgentStatistics agent, OfferEvent offer, Figure? figure, TimeSpan ring)
    {
        if (contact.RemoveOffer(offer.Offer)) agent.Offered--;
        var isHandover = contact.Handover == offer.Offer;
        if (isHandover) contact.Handover = null;
        else statistics.Count(contact, Figure.RingTime, ring);
        agent.Add(Figure.RingTime, StatisticsProjection.Milliseconds(ring), statistics.Slot);
        if (figure is not { } came) return;
        if (!isHandover) statistics.Count(contact, came);
        agent.Add(came, 1, statistics.Slot);
        if (contact.Offers.Count == 0 && contact.State == ContactState.Offered)
            StatisticsRegistry.Move(contact, ContactState.Queued);
    }

    private void CountCause(OpenContact contact, AgentStatistics agent, OfferDeclined declined)
    {
        Figure? figure = declined.Cause switch
        {
            DeclineCauses.Busy => Figure.DeclinedBusy,
            DeclineCauses.Unreachable => Figure.DeclinedUnreachable,
            DeclineCauses.Rejected => Figure.DeclinedRejected,
            DeclineCauses.Failed => Figure.DeclinedFailed,
            _ => null,
        };
        if (figure is not { } came) return;
        if (contact.Handover != declined.Offer) statistics.Count(contact, came);
        agent.Add(came, 1, statistics.Slot);
    }

    private void Answer(OpenContact contact, TimeSpan wait)
    {
        statistics.Count(contact, Figure.AnswerWait, wait);
        if (wait <= statistics.Targets.TargetOf(contact.Queue)) statistics.Count(contact, Figure.AnsweredInTarget);
        if (contact.ToldEstimate is not { } estimate) return;
        var waited = StatisticsProjection.Milliseconds(wait);
        statistics.Count(contact, Figure.EstimatesTold);
        if (waited <= estimate.P50) statistics.Count(contact, Figure.EstimatesKeptP50);
        if (waited <= estimate.P90) statistics.Count(contact, Figure.EstimatesKeptP90);
        statistics.Count(contact, Figure.EstimateError, Math.Abs(waited - estimate.P50));
    }
}

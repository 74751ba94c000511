namespace Acd.Core;

/// <summary>What offers, and their ends, do to the boards.</summary>
internal sealed class OfferProjection(StatisticsProjection boards)
{
    public void Apply(OpenContact contact, OfferEvent happened)
    {
        if (happened.Agent is not { } id) return;
        var agent = boards.Registry.AgentOf(id);
        switch (happened)
        {
            case ContactOffered:
                Offer(contact, agent, happened);
                break;
            case OfferAccepted accepted:
                End(contact, agent, happened, null, accepted.Ring);
                break;
            case OfferDeclined declined:
                End(contact, agent, happened, Figure.Declined, declined.Ring);
                break;
            case OfferTimedOut missed:
                End(contact, agent, happened, Figure.NoAnswer, missed.Ring);
                break;
            case OfferRevoked revoked:
                End(contact, agent, happened, Figure.Revoked, revoked.Ring);
                break;
        }
    }

    public void Connect(OpenContact contact, ContactConnected connected)
    {
        ThroughputEstimators.Answered(contact, connected.At);
        StatisticsRegistry.Move(contact, ContactState.Connected);
        var answered = contact.IsCallback ? Figure.CallbacksAnswered : Figure.Answered;
        boards.Count(contact, answered);
        if (!contact.IsCallback) Answer(contact, connected.Wait);
        contact.ToldEstimate = null;
        if (connected.Agent is not { } id) return;
        var agent = contact.Agent = boards.Registry.AgentOf(id);
        agent.Add(answered, 1, boards.Slot);
        boards.AccumulateTime(agent);
        agent.Connected++;
    }

    private void Offer(OpenContact contact, AgentStatistics agent, OfferEvent offer)
    {
        // Whom an agent is found for at once, though after others, did not have to wait, and nothing was to be told.
        if (offer.At == contact.StayBegan) contact.ToldEstimate = null;
        contact.Offers.Add((offer.Offer, agent));
        agent.Offered++;
        if (contact.State == ContactState.Queued) StatisticsRegistry.Move(contact, ContactState.Offered);
        boards.Count(contact, Figure.Offered);
        agent.Add(Figure.Offered, 1, boards.Slot);
    }

    private void End(OpenContact contact, AgentStatistics agent, OfferEvent offer, Figure? figure, TimeSpan ring)
    {
        if (contact.RemoveOffer(offer.Offer)) agent.Offered--;
        boards.Count(contact, Figure.RingTime, ring);
        agent.Add(Figure.RingTime, StatisticsProjection.Milliseconds(ring), boards.Slot);
        if (figure is not { } came) return;
        boards.Count(contact, came);
        agent.Add(came, 1, boards.Slot);
        if (contact.Offers.Count == 0 && contact.State == ContactState.Offered) StatisticsRegistry.Move(contact, ContactState.Queued);
    }

    private void Answer(OpenContact contact, TimeSpan wait)
    {
        boards.Count(contact, Figure.AnswerWait, wait);
        if (wait <= boards.Targets.TargetOf(contact.Queue)) boards.Count(contact, Figure.AnsweredInTarget);
        if (contact.ToldEstimate is not { } told) return;
        var waited = StatisticsProjection.Milliseconds(wait);
        boards.Count(contact, Figure.EstimatesTold);
        if (waited <= told.P50) boards.Count(contact, Figure.EstimatesKeptP50);
        if (waited <= told.P90) boards.Count(contact, Figure.EstimatesKeptP90);
        boards.Count(contact, Figure.EstimateError, Math.Abs(waited - told.P50));
    }
}

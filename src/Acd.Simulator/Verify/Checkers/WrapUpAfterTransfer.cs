using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// An agent who passes a contact on has the wrap-up of the contact's queue, and no other. Events and documents agree on it.
/// </summary>
internal sealed class WrapUpAfterTransfer : Checker
{
    /// <summary>The event after which a wrap-up starts, its queue's settings and the offer that is over.</summary>
    private (ContactEvent Left, QueueSettings Queue, OfferId Offer)? _left;

    public override string Rule => "An agent who passes a contact on has its queue's wrap-up.";

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        var wrong = Check(centerEvent as AgentWrapUpStarted);
        _left = null;
        if (centerEvent is not (ContactTransferred { Agent: not null } or CallbackFailed)) return wrong;
        var left = (ContactEvent)centerEvent;
        if (state.Contacts.GetValueOrDefault(left.Contact) is { } contact
            && contact.Offers.Find(own => own.Accepted) is { } offer)
            _left = (left, state.QueueOf(contact), offer.Id);
        return wrong;
    }

    public override string? AfterEvents(ProjectedState state)
    {
        var wrong = Check(null);
        _left = null;
        return wrong;
    }

    public override string? AfterCommit(CommittedBatch commit, ProjectedState state, SimulatedDatabase database)
    {
        foreach (var document in commit.Changes.Agents)
        {
            if (!state.Agents.TryGetValue(document.Id, out var agent)) continue;
            var stored = (document.WrapUps ?? []).Select(wrapUp => (wrapUp.Offer, wrapUp.Cost, wrapUp.Due));
            if (!stored.SequenceEqual(agent.WrapUps.Select(wrapUp => (wrapUp.Offer, wrapUp.Cost, wrapUp.Due))))
                return $"The document of {agent.Id} has other wrap-ups than its events.";
        }

        return null;
    }

    private string? Check(AgentWrapUpStarted? started)
    {
        if (_left is not { } passed)
            return started is null ? null : $"{started.Agent} has a wrap-up of {started.Contact}, which it did not pass on.";
        var (left, queue, offer) = passed;
        var due = queue.WrapUpAfterTransfer && queue.WrapUp > TimeSpan.Zero ? left.At + queue.WrapUp : (Timestamp?)null;
        if (started is null) return due is null ? null : $"{left.Agent} passed {left.Contact} on and has no wrap-up.";
        return (started.Agent, started.Contact, started.Offer, (Timestamp?)started.Due) == (left.Agent, left.Contact, offer, due)
            ? null
            : $"{started.Agent} has a wrap-up of {started.Contact} until {started.Due}, expected until {due}.";
    }
}

// Over 300 lines because it has a case for each event of a contact.
namespace Acd.Core;

/// <summary>Applies contact events to the statistics. <c>docs/reference/metrics.md</c> has them as a table.</summary>
internal sealed class ContactProjection(StatisticsProjection statistics)
{
    private readonly OfferProjection _offers = new(statistics);
    private OpenContact? _entered;

    private StatisticsRegistry Registry => statistics.Registry;

    /// <summary>
    /// Records the estimated wait of the contact that entered with the last event. It is deferred until the next event, because
    /// that is mostly its offer, and then there is no wait to estimate.
    /// </summary>
    /// <param name="centerEvent">The next event, before it is applied. Null to record in any case.</param>
    public void RecordEstimate(CenterEvent? centerEvent = null)
    {
        if (_entered is not { } contact) return;
        _entered = null;
        if (centerEvent is ContactOffered offer && offer.Contact == contact.Id && offer.At == contact.StayBegan) return;
        contact.ToldEstimate = ThroughputEstimators.EstimateWait(contact)?.Estimate;
    }

    public void Apply(ContactEvent centerEvent)
    {
        if (centerEvent is ContactQueued queued)
        {
            Enter(queued);
            return;
        }

        // No event follows a contact's closing. An unknown contact is counted, since statistics must not stop the center.
        if (!Registry.Contacts.TryGetValue(centerEvent.Contact, out var contact))
        {
            statistics.UnknownContactEvents++;
            return;
        }

        DirtySet.MarkDirty(contact);
        if (contact.IsParked && centerEvent is ContactOffered or CallbackRequested) EndParking(contact, centerEvent);
        switch (centerEvent)
        {
            case OfferEvent offer:
                _offers.Apply(contact, offer);
                break;
            case ContactConnected connected:
                _offers.Connect(contact, connected);
                break;
            case ContactTransferred { To: not null } handedOver:
                HandOver(contact, handedOver);
                break;
            case ContactTransferred transferred:
                Transfer(contact, transferred);
                break;
            case PlanStepped stepped:
                ApplyPlanStep(contact, stepped);
                break;
            case ContactPriorityChanged changed:
                ChangePlace(contact, contact.Requirements, changed.Rank);
                break;
            case ContactRequirementsChanged changed:
                ChangePlace(contact, changed.Requirements, contact.Rank);
                break;
            case ContactUnservable:
                statistics.Count(contact, Figure.Unservable);
                break;
            case CallbackRequested:
                statistics.Count(contact, Figure.CallbacksRequested);
                contact.ToldEstimate = null;
                StatisticsRegistry.Move(contact, contact.State, callback: true);
                break;
            case CallbackFailed failed:
                FailCallback(contact, failed);
                break;
            case ContactReleased { Do: AgentGoneAction.Requeue } released:
                Release(contact, released);
                break;
            case ContactParked parked:
                Park(contact, parked);
                break;
            case ContactUnparked unparked:
                EndParking(contact, unparked);
                Move(contact, unparked, contact.Requirements, contact.Rank);
                break;
            case WrapUpStarted started:
                StartWrapUp(contact, started);
                break;
            case ContactClosed closed:
                Close(contact, closed);
                break;
        }
    }

    private void Enter(ContactQueued queued)
    {
        var contact = new OpenContact(queued.Contact, queued.Sequence, queued.Channel)
        {
            Queue = queued.Queue,
            Gate = queued.Gate,
            Requirements = queued.Requirements,
            Rank = queued.Rank,
            StayBegan = queued.At,
            WaitingSince = queued.At,
        };
        Registry.Contacts[contact.Id] = contact;
        Registry.Enter(contact);
        DirtySet.MarkDirty(contact);
        statistics.Count(contact, Figure.Entered);
        statistics.Estimators.Enter(contact);
        _entered = contact;
    }

    private void Transfer(OpenContact contact, ContactTransferred transferred)
    {
        if (contact is { IsWaiting: true, IsParked: false } && transferred.FromQueue is null)
        {
            // It waits on in the same place, so it has neither left nor come.
            ChangePlace(contact, transferred.Requirements, transferred.Rank);
            return;
        }

        statistics.Count(contact, Figure.TransferredOut);
        if (contact.IsWaiting)
        {
            statistics.Count(contact, Figure.TransferredWaiting);
        }
        else
        {
            contact.Agent?.Add(Figure.TransferredOut, 1, statistics.Slot);
            EndHandling(contact, transferred.Talk, transferred.Hold, TimeSpan.Zero);
            contact.WaitingSince = transferred.At;
        }

        if (contact.IsParked) EndParking(contact, transferred);
        Move(contact, transferred, transferred.Requirements, transferred.Rank);
        statistics.Count(contact, Figure.TransferredIn);
    }

    /// <summary>Counts the sender's part of a talk. The contact goes to the next agent without a wait.</summary>
    private void HandOver(OpenContact contact, ContactTransferred handedOver)
    {
        contact.Agent?.Add(Figure.TransferredOut, 1, statistics.Slot);
        EndHandling(contact, handedOver.Talk, handedOver.Hold, TimeSpan.Zero);
        contact.WaitingSince = handedOver.At;
    }

    private void ApplyPlanStep(OpenContact contact, PlanStepped stepped)
    {
        if (stepped.Skipped) return;
        if (stepped.FromQueue is null)
        {
            ChangePlace(contact, stepped.Requirements, stepped.Rank);
            return;
        }

        statistics.Count(contact, Figure.MovedOut);
        Move(contact, stepped, stepped.Requirements, stepped.Rank);
        statistics.Count(contact, Figure.MovedIn);
    }

    /// <summary>Starts a new stay in a line.</summary>
    private void Move(OpenContact contact, ContactEvent to, IReadOnlyList<Requirement> requirements, Timestamp rank)
    {
        ThroughputEstimators.Leave(contact);
        StatisticsRegistry.Leave(contact);
        (contact.Queue, contact.Gate) = (to.Queue, to.Gate);
        (contact.Requirements, contact.Rank, contact.StayBegan) = (requirements, rank, to.At);
        (contact.State, contact.ToldEstimate) = (ContactState.Queued, null);
        Registry.Enter(contact);
        statistics.Estimators.Enter(contact);
    }

    /// <summary>Changes a waiting contact's rank or requirements within its stay.</summary>
    private void ChangePlace(OpenContact contact, IReadOnlyList<Requirement> requirements, Timestamp rank)
    {
        var isEstimated = contact.LineEstimator is not null;
        ThroughputEstimators.Leave(contact);
        StatisticsRegistry.Leave(contact);
        (contact.Requirements, contact.Rank) = (requirements, rank);
        Registry.Enter(contact);
        if (isEstimated) statistics.Estimators.Enter(contact);
    }

    private void FailCallback(OpenContact contact, CallbackFailed failed)
    {
        statistics.Count(contact, Figure.CallbacksFailed);
        EndHandling(contact, failed.Talk, failed.Hold, TimeSpan.Zero);
        StatisticsRegistry.Move(contact, ContactState.Queued);
        contact.StayBegan = failed.At;
    }

    private void Release(OpenContact contact, ContactReleased released)
    {
        statistics.Count(contact, Figure.Released);
        contact.Agent?.Add(Figure.Released, 1, statistics.Slot);
        EndHandling(contact, released.Talk ?? TimeSpan.Zero, released.Hold ?? TimeSpan.Zero, TimeSpan.Zero);
        contact.WaitingSince = released.At;
        Move(contact, released, contact.Requirements, contact.Rank);
    }

    private void Park(OpenContact contact, ContactParked parked)
    {
        statistics.Count(contact, Figure.Parked);
        contact.Agent?.Add(Figure.Parked, 1, statistics.Slot);
        EndHandling(contact, parked.Talk, parked.Hold, TimeSpan.Zero);
        StatisticsRegistry.Move(contact, ContactState.Queued);
        (contact.IsParked, contact.StayBegan, contact.WaitingSince) = (true, parked.At, parked.At);
    }

    private static void EndParking(OpenContact contact, ContactEvent centerEvent) =>
        (contact.IsParked, contact.WaitingSince) = (false, centerEvent.At);

    private void StartWrapUp(OpenContact contact, WrapUpStarted started)
    {
        CountHangUp(contact, started.EndedBy);
        StatisticsRegistry.Move(contact, ContactState.WrapUp);
        if (contact.Agent is not { } agent) return;
        agent.Connected--;
        agent.WrapUp++;
    }

    /// <summary>Counts a talk that a hang-up ended.</summary>
    private void CountHangUp(OpenContact contact, Party? by)
    {
        if (by is not { } party) return;
        statistics.Count(contact, party switch
        {
            Party.Customer => Figure.EndedByCustomer,
            Party.Agent => Figure.EndedByAgent,
            _ => Figure.EndedBySystem,
        });
    }

    private void Close(OpenContact contact, ContactClosed closed)
    {
        if (contact.State == ContactState.Connected) CountHangUp(contact, closed.EndedBy);
        if (contact.IsWaiting) EndWaiting(contact, closed);
        else EndHandling(contact, closed.Talk, closed.Hold, closed.WrapUp);
        ThroughputEstimators.Leave(contact);
        StatisticsRegistry.Leave(contact);
        Registry.Contacts.Remove(contact.Id);
        if (contact.IsStored) statistics.Dirty.ClosedContacts.Add(contact);
        contact.State = ContactState.Closed;
    }

    private void EndWaiting(OpenContact contact, ContactClosed closed)
    {
        if (contact.IsCallback)
        {
            statistics.Count(contact, Figure.CallbacksLost);
            return;
        }

        switch (closed.Reason)
        {
            case CloseReason.Abandoned:
                statistics.Count(contact, Figure.Abandoned);
                statistics.Count(contact, Figure.AbandonWait, closed.Wait);
                if (closed.Wait <= statistics.Targets.ShortAbandonOf(contact.Queue))
                    statistics.Count(contact, Figure.ShortAbandoned);
                break;
            case CloseReason.Canceled:
                statistics.Count(contact, Figure.Canceled);
                break;
            case CloseReason.Expired:
                statistics.Count(contact, Figure.Expired);
                break;
            case CloseReason.Overflowed:
                statistics.Count(contact, Figure.Overflowed);
                break;
            case CloseReason.Rejected:
                statistics.Count(contact, Figure.Rejected);
                if (FigureOf(closed.RejectedFor) is { } figure) statistics.Count(contact, figure);
                break;
        }
    }

    private static Figure? FigureOf(RejectCause? cause) => cause switch
    {
        RejectCause.Closed => Figure.RejectedClosed,
        RejectCause.Full => Figure.RejectedFull,
        RejectCause.Unstaffed => Figure.RejectedUnstaffed,
        _ => null,
    };

    /// <summary>Counts an agent's work for a contact, and removes the contact from the agent.</summary>
    private void EndHandling(OpenContact contact, TimeSpan talk, TimeSpan hold, TimeSpan wrapUp)
    {
        statistics.Count(contact, Figure.Handled);
        statistics.Count(contact, Figure.TalkTime, talk);
        statistics.Count(contact, Figure.HoldTime, hold);
        statistics.Count(contact, Figure.WrapUpTime, wrapUp);
        if (contact.Agent is not { } agent) return;
        agent.Add(Figure.Handled, 1, statistics.Slot);
        agent.Add(Figure.TalkTime, StatisticsProjection.Milliseconds(talk), statistics.Slot);
        agent.Add(Figure.HoldTime, StatisticsProjection.Milliseconds(hold), statistics.Slot);
        agent.Add(Figure.WrapUpTime, StatisticsProjection.Milliseconds(wrapUp), statistics.Slot);
        statistics.AccumulateTime(agent);
        if (contact.State == ContactState.WrapUp) agent.WrapUp--;
        else agent.Connected--;
        contact.Agent = null;
    }
}

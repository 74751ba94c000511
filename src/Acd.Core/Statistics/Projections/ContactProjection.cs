namespace Acd.Core;

/// <summary>What each event of a contact does to the boards. <c>docs/metrics.md</c> has the same as a table.</summary>
internal sealed class ContactProjection(StatisticsProjection boards)
{
    private readonly OfferProjection _offers = new(boards);
    private OpenContact? _entered;

    private StatisticsRegistry Registry => boards.Registry;

    /// <summary>
    /// Tells the contact that entered with the last event how long it will wait. That is put off until something else happens,
    /// because most often that is its offer: whom an agent is found for at once does not have to wait.
    /// </summary>
    /// <param name="happened">What happens now, of which nothing is counted yet; none where all is to be told.</param>
    public void RecordEstimate(CenterEvent? happened = null)
    {
        if (_entered is not { } contact) return;
        _entered = null;
        if (happened is ContactOffered offer && offer.Contact == contact.Id && offer.At == contact.StayBegan) return;
        contact.ToldEstimate = ThroughputEstimators.EstimateWait(contact)?.Estimate;
    }

    public void Apply(ContactEvent happened)
    {
        if (happened is ContactQueued queued)
        {
            Enter(queued);
            return;
        }

        // Nothing more is told of a contact that has closed; and a board's doubt must not stop the center.
        if (!Registry.Contacts.TryGetValue(happened.Contact, out var contact))
        {
            boards.UnknownContactEvents++;
            return;
        }

        DirtySet.MarkDirty(contact);
        switch (happened)
        {
            case OfferEvent offer:
                _offers.Apply(contact, offer);
                break;
            case ContactConnected connected:
                _offers.Connect(contact, connected);
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
                boards.Count(contact, Figure.Unservable);
                break;
            case CallbackRequested:
                boards.Count(contact, Figure.CallbacksRequested);
                contact.ToldEstimate = null;
                StatisticsRegistry.Move(contact, contact.State, callback: true);
                break;
            case CallbackFailed failed:
                FailCallback(contact, failed);
                break;
            case WrapUpStarted:
                StartWrapUp(contact);
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
        boards.Count(contact, Figure.Entered);
        boards.Estimators.Enter(contact);
        _entered = contact;
    }

    private void Transfer(OpenContact contact, ContactTransferred transferred)
    {
        boards.Count(contact, Figure.TransferredOut);
        if (contact.IsWaiting)
        {
            boards.Count(contact, Figure.TransferredWaiting);
        }
        else
        {
            contact.Agent?.Add(Figure.TransferredOut, 1, boards.Slot);
            EndHandling(contact, transferred.Talk, transferred.Hold, TimeSpan.Zero);
        }

        contact.WaitingSince = transferred.At;
        Move(contact, transferred, transferred.Requirements, transferred.Rank);
        boards.Count(contact, Figure.TransferredIn);
    }

    private void ApplyPlanStep(OpenContact contact, PlanStepped stepped)
    {
        if (stepped.Skipped) return;
        if (stepped.FromQueue is null)
        {
            ChangePlace(contact, stepped.Requirements, stepped.Rank);
            return;
        }

        boards.Count(contact, Figure.MovedOut);
        Move(contact, stepped, stepped.Requirements, stepped.Rank);
        boards.Count(contact, Figure.MovedIn);
    }

    /// <summary>Begins a stay in another line, or in the same one anew.</summary>
    private void Move(OpenContact contact, ContactEvent to, IReadOnlyList<Requirement> requirements, Timestamp rank)
    {
        ThroughputEstimators.Leave(contact);
        StatisticsRegistry.Leave(contact);
        (contact.Queue, contact.Gate) = (to.Queue, to.Gate);
        (contact.Requirements, contact.Rank, contact.StayBegan) = (requirements, rank, to.At);
        (contact.State, contact.ToldEstimate) = (ContactState.Queued, null);
        Registry.Enter(contact);
        boards.Estimators.Enter(contact);
    }

    /// <summary>Gives a waiting contact another place, or another line of its queue; its stay goes on.</summary>
    private void ChangePlace(OpenContact contact, IReadOnlyList<Requirement> requirements, Timestamp rank)
    {
        var paced = contact.LineEstimator is not null;
        ThroughputEstimators.Leave(contact);
        StatisticsRegistry.Leave(contact);
        (contact.Requirements, contact.Rank) = (requirements, rank);
        Registry.Enter(contact);
        if (paced) boards.Estimators.Enter(contact);
    }

    private void FailCallback(OpenContact contact, CallbackFailed failed)
    {
        boards.Count(contact, Figure.CallbacksFailed);
        EndHandling(contact, failed.Talk, failed.Hold, TimeSpan.Zero);
        StatisticsRegistry.Move(contact, ContactState.Queued);
        contact.StayBegan = failed.At;
    }

    private void StartWrapUp(OpenContact contact)
    {
        StatisticsRegistry.Move(contact, ContactState.WrapUp);
        if (contact.Agent is not { } agent) return;
        agent.Connected--;
        agent.WrapUp++;
    }

    private void Close(OpenContact contact, ContactClosed closed)
    {
        if (contact.IsWaiting) EndWaiting(contact, closed);
        else EndHandling(contact, closed.Talk, closed.Hold, closed.WrapUp);
        ThroughputEstimators.Leave(contact);
        StatisticsRegistry.Leave(contact);
        Registry.Contacts.Remove(contact.Id);
        if (contact.IsStored) boards.Dirty.ClosedContacts.Add(contact);
        contact.State = ContactState.Closed;
    }

    private void EndWaiting(OpenContact contact, ContactClosed closed)
    {
        if (contact.IsCallback)
        {
            boards.Count(contact, Figure.CallbacksLost);
            return;
        }

        switch (closed.Reason)
        {
            case CloseReason.Abandoned:
                boards.Count(contact, Figure.Abandoned);
                boards.Count(contact, Figure.AbandonWait, closed.Wait);
                if (closed.Wait <= boards.Targets.ShortAbandonOf(contact.Queue)) boards.Count(contact, Figure.ShortAbandoned);
                break;
            case CloseReason.Canceled:
                boards.Count(contact, Figure.Canceled);
                break;
            case CloseReason.Expired:
                boards.Count(contact, Figure.Expired);
                break;
            case CloseReason.Overflowed:
                boards.Count(contact, Figure.Overflowed);
                break;
            case CloseReason.Rejected:
                boards.Count(contact, Figure.Rejected);
                break;
        }
    }

    /// <summary>Books what an agent did for a contact, and lets the contact leave it.</summary>
    private void EndHandling(OpenContact contact, TimeSpan talk, TimeSpan hold, TimeSpan wrapUp)
    {
        boards.Count(contact, Figure.Handled);
        boards.Count(contact, Figure.TalkTime, talk);
        boards.Count(contact, Figure.HoldTime, hold);
        boards.Count(contact, Figure.WrapUpTime, wrapUp);
        if (contact.Agent is not { } agent) return;
        agent.Add(Figure.Handled, 1, boards.Slot);
        agent.Add(Figure.TalkTime, StatisticsProjection.Milliseconds(talk), boards.Slot);
        agent.Add(Figure.HoldTime, StatisticsProjection.Milliseconds(hold), boards.Slot);
        agent.Add(Figure.WrapUpTime, StatisticsProjection.Milliseconds(wrapUp), boards.Slot);
        boards.AccumulateTime(agent);
        if (contact.State == ContactState.WrapUp) agent.WrapUp--;
        else agent.Connected--;
        contact.Agent = null;
    }
}

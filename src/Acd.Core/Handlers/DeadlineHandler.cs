namespace Acd.Core;

/// <summary>Runs deadlines.</summary>
internal sealed class DeadlineHandler(EngineState state, OfferCommandHandler offers)
{
    /// <summary>The time of the next deadline or eviction, if any.</summary>
    public Timestamp? Next
    {
        get
        {
            var forget = state.Closed.Oldest is { } oldest ? oldest + state.Settings.ClosedContactTtl : (Timestamp?)null;
            var due = state.Deadlines.Next;
            return forget is null || due < forget ? due ?? forget : forget;
        }
    }

    /// <summary>Runs the next deadline that is due. False if none is due.</summary>
    public bool RunNext()
    {
        if (state.Deadlines.TakeDue(state.Now) is not { } deadline) return false;
        switch (deadline.Kind)
        {
            case DeadlineKind.OfferTimeout:
                offers.TimeOut((Offer)deadline.Subject);
                break;
            case DeadlineKind.WrapUpEnd:
                state.Closing.Finish((Contact)deadline.Subject);
                break;
            case DeadlineKind.CooldownEnd:
                EndCooldowns((Contact)deadline.Subject);
                break;
            case DeadlineKind.PreferenceExpiry:
                state.Reservations.End((Contact)deadline.Subject);
                break;
            case DeadlineKind.PlanStep:
                state.Plans.RunDueStep((Contact)deadline.Subject);
                break;
            case DeadlineKind.WaitExpiry:
                state.Plans.RunWaitExpiry((Contact)deadline.Subject);
                break;
            case DeadlineKind.CallbackRetry:
                state.Callbacks.EndDelay((Contact)deadline.Subject);
                state.OfferTransitions.ReturnToLine((Contact)deadline.Subject);
                break;
            case DeadlineKind.CallbackExpiry:
                state.Closing.Close((Contact)deadline.Subject, CloseReason.Expired);
                break;
            case DeadlineKind.HeartbeatTimeout:
                state.PresenceTransitions.Set((Agent)deadline.Subject, Presence.Offline, "heartbeatLost");
                break;
            case DeadlineKind.EndOfGrace:
                state.Plans.RunLeaveWhenEmpty((Contact)deadline.Subject);
                break;
            case DeadlineKind.RoomKeepingEnd:
                // Matching afterwards releases the room.
                break;
            case DeadlineKind.ContactRelease:
                state.Releases.Run((Contact)deadline.Subject);
                break;
            case DeadlineKind.ParkEnd:
                state.Parks.Unpark((Contact)deadline.Subject);
                break;
            case DeadlineKind.PauseEnd:
                state.OfferPauses.End((Contact)deadline.Subject);
                break;
            case DeadlineKind.AgentWrapUpEnd:
                state.AgentWrapUps.End((AgentWrapUp)deadline.Subject);
                break;
            default:
                throw new InvalidOperationException($"{deadline.Kind} is not a known kind of deadline.");
        }

        return true;
    }

    /// <summary>Evicts the closed contacts that exceed the allowed age or number.</summary>
    public void EvictClosedContacts()
    {
        var (ttl, most) = (state.Settings.ClosedContactTtl, state.Settings.ClosedContactsKept);
        while (state.Closed.Oldest is { } oldest && (oldest + ttl <= state.Now || state.Closed.Count > most))
            state.Tracker.Forgotten(state.Closed.RemoveOldest().Id);
    }

    private void EndCooldowns(Contact contact)
    {
        state.OfferTransitions.EndCooldowns(contact);
        if (contact.WaitsForAgent) state.Pending.Add(contact);
    }
}

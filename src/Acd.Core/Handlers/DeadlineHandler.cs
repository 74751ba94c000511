namespace Acd.Core;

/// <summary>What happens when something is due.</summary>
internal sealed class DeadlineHandler(EngineState center, OfferCommandHandler offers)
{
    /// <summary>When something is due next.</summary>
    public Timestamp? Next
    {
        get
        {
            var forget = center.Closed.Oldest is { } oldest ? oldest + center.Settings.ClosedContactTtl : (Timestamp?)null;
            var due = center.Deadlines.Next;
            return forget is null || due < forget ? due ?? forget : forget;
        }
    }

    /// <summary>Lets the next deadline that is due happen; false when none is.</summary>
    public bool RunNext()
    {
        if (center.Deadlines.TakeDue(center.Now) is not { } deadline) return false;
        switch (deadline.Kind)
        {
            case DeadlineKind.OfferTimeout:
                offers.TimeOut((Offer)deadline.Subject);
                break;
            case DeadlineKind.WrapUpEnd:
                center.Closing.Finish((Contact)deadline.Subject);
                break;
            case DeadlineKind.CooldownEnd:
                EndCooldowns((Contact)deadline.Subject);
                break;
            case DeadlineKind.PreferenceExpiry:
                center.Reservations.End((Contact)deadline.Subject);
                break;
            case DeadlineKind.PlanStep:
                center.Plans.RunDueStep((Contact)deadline.Subject);
                break;
            case DeadlineKind.WaitExpiry:
                center.Plans.RunWaitExpiry((Contact)deadline.Subject);
                break;
            case DeadlineKind.CallbackRetry:
                center.Callbacks.EndDelay((Contact)deadline.Subject);
                center.OfferTransitions.ReturnToLine((Contact)deadline.Subject);
                break;
            case DeadlineKind.CallbackExpiry:
                center.Closing.Close((Contact)deadline.Subject, CloseReason.Expired);
                break;
            case DeadlineKind.HeartbeatTimeout:
                center.PresenceTransitions.Set((Agent)deadline.Subject, Presence.Offline, "heartbeatLost");
                break;
            default:
                throw new InvalidOperationException($"{deadline.Kind} is no kind of deadline.");
        }

        return true;
    }

    /// <summary>Forgets closed contacts that are too old, or too many.</summary>
    public void EvictClosedContacts()
    {
        var (ttl, most) = (center.Settings.ClosedContactTtl, center.Settings.ClosedContactsKept);
        while (center.Closed.Oldest is { } oldest && (oldest + ttl <= center.Now || center.Closed.Count > most))
            center.Tracker.Forgotten(center.Closed.RemoveOldest().Id);
    }

    private void EndCooldowns(Contact contact)
    {
        center.OfferTransitions.EndCooldowns(contact);
        if (contact.IsInLine) center.Pending.Add(contact);
    }
}

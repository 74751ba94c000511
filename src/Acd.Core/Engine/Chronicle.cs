namespace Acd.Core;

/// <summary>
/// Tells what happens: one method for each event, so that rules say what happened and not how events are numbered.
/// </summary>
internal sealed class Chronicle(Center center)
{
    private Journal Journal => center.Journal;

    public void ContactQueued(Contact contact) => Tell(contact, new ContactQueued
    {
        Sequence = contact.Sequence,
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Requirements = contact.Requirements,
        Priority = contact.Priority,
        Rank = contact.Rank,
    });

    public void ContactUnservable(Contact contact) => Tell(contact, new ContactUnservable
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
    });

    /// <param name="contact">The contact.</param>
    /// <param name="agent">Whom it is offered to.</param>
    /// <param name="number">The event's sequence number, of which the offer's id is made.</param>
    /// <param name="due">When the offer times out.</param>
    public void ContactOffered(Contact contact, Agent agent, long number, Timestamp due) => Tell(contact, new ContactOffered
    {
        Sequence = number,
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Agent = agent.Id,
        Offer = Offer.IdOf(number),
        Due = due,
    });

    public void OfferEnded(Offer offer)
    {
        var contact = offer.Contact;
        var (sequence, number, ring) = (Journal.NextSequence(), ++contact.Events, center.Now - offer.Document.At);
        Tell(contact, offer.State switch
        {
            OfferState.Accepted => new OfferAccepted
            {
                Sequence = sequence,
                At = center.Now,
                Contact = contact.Id,
                ContactSequence = number,
                Queue = contact.Queue,
                Channel = contact.Channel,
                Agent = offer.Agent.Id,
                Offer = offer.Id,
                Ring = ring,
            },
            OfferState.Declined => new OfferDeclined
            {
                Sequence = sequence,
                At = center.Now,
                Contact = contact.Id,
                ContactSequence = number,
                Queue = contact.Queue,
                Channel = contact.Channel,
                Agent = offer.Agent.Id,
                Offer = offer.Id,
                Ring = ring,
            },
            OfferState.TimedOut => new OfferTimedOut
            {
                Sequence = sequence,
                At = center.Now,
                Contact = contact.Id,
                ContactSequence = number,
                Queue = contact.Queue,
                Channel = contact.Channel,
                Agent = offer.Agent.Id,
                Offer = offer.Id,
                Ring = ring,
            },
            OfferState.Revoked => new OfferRevoked
            {
                Sequence = sequence,
                At = center.Now,
                Contact = contact.Id,
                ContactSequence = number,
                Queue = contact.Queue,
                Channel = contact.Channel,
                Agent = offer.Agent.Id,
                Offer = offer.Id,
                Ring = ring,
            },
            _ => throw new InvalidOperationException($"The offer {offer.Id} has not ended."),
        });
    }

    public void ContactConnected(Offer offer) => Tell(offer.Contact, new ContactConnected
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = offer.Contact.Id,
        ContactSequence = ++offer.Contact.Events,
        Queue = offer.Contact.Queue,
        Channel = offer.Contact.Channel,
        Agent = offer.Agent.Id,
        Offer = offer.Id,
        Wait = center.Now - offer.Contact.WaitingSince,
        Ring = center.Now - offer.Document.At,
    });

    public void ContactHeld(Contact contact) => Tell(contact, new ContactHeld
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Agent = contact.AgentId,
    });

    public void ContactResumed(Contact contact, TimeSpan hold) => Tell(contact, new ContactResumed
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Agent = contact.AgentId,
        Hold = hold,
    });

    /// <param name="contact">The contact, with its new needs.</param>
    /// <param name="from">The agent it left, if it was connected.</param>
    /// <param name="talk">How long it was connected.</param>
    /// <param name="hold">How much of that it was on hold.</param>
    public void ContactTransferred(Contact contact, Agent? from, TimeSpan talk, TimeSpan hold) =>
        Tell(contact, new ContactTransferred
        {
            Sequence = Journal.NextSequence(),
            At = center.Now,
            Contact = contact.Id,
            ContactSequence = ++contact.Events,
            Queue = contact.Queue,
            Channel = contact.Channel,
            Agent = from?.Id,
            Requirements = contact.Requirements,
            Rank = contact.Rank,
            Talk = talk,
            Hold = hold,
        });

    public void ContactPriorityChanged(Contact contact) => Tell(contact, new ContactPriorityChanged
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Priority = contact.Priority,
        Rank = contact.Rank,
    });

    public void WrapUpStarted(Contact contact) => Tell(contact, new WrapUpStarted
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Agent = contact.AgentId,
        Talk = contact.TalkAt(center.Now),
        Due = contact.WrapUpEnd!.Due,
    });

    public void ContactClosed(Contact contact) => Tell(contact, new ContactClosed
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Contact = contact.Id,
        ContactSequence = ++contact.Events,
        Queue = contact.Queue,
        Channel = contact.Channel,
        Agent = contact.AgentId,
        Reason = contact.Reason!.Value,
        Wait = (contact.ConnectedAt ?? center.Now) - contact.WaitingSince,
        Talk = contact.TalkAt(center.Now),
        Hold = contact.HoldAt(center.Now),
        WrapUp = contact.TalkEndedAt is { } ended ? center.Now - ended : TimeSpan.Zero,
    });

    /// <param name="agent">The agent.</param>
    /// <param name="forced">Whether somebody else said it for the agent.</param>
    public void AgentPresenceChanged(Agent agent, bool forced) => Journal.Tell(new AgentPresenceChanged
    {
        Sequence = Journal.NextSequence(),
        At = center.Now,
        Agent = agent.Id,
        Presence = agent.Presence,
        Reason = agent.Reason,
        Forced = forced,
    });

    /// <param name="agent">The agent.</param>
    /// <param name="sequence">The event's sequence number.</param>
    /// <param name="isGone">Whether it was removed.</param>
    public void AgentChanged(Agent agent, long sequence, bool isGone = false) => Journal.Tell(new AgentChanged
    {
        Sequence = sequence,
        At = center.Now,
        Agent = agent.Id,
        Profile = isGone ? null : agent.Profile,
    });

    public void SettingsChanged() =>
        Journal.Tell(new SettingsChanged { Sequence = Journal.NextSequence(), At = center.Now, Settings = center.Settings });

    private void Tell(Contact contact, ContactEvent happened)
    {
        Journal.Tell(happened);
        Journal.Changed(contact);
    }
}

namespace Acd.Core;

/// <summary>How a contact goes back in line: as it was, or with other needs, elsewhere, or for a named agent.</summary>
internal sealed class TransferCommandHandler(EngineState center)
{
    public Refusal? Requeue(Contact contact)
    {
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        if (contact.State == ContactState.Queued) return null;
        ReturnToLine(contact, new TransferContact(contact.Id));
        return null;
    }

    public Refusal? Transfer(Contact contact, TransferContact command)
    {
        if (ContactValidator.Check(command, center) is { } refusal) return refusal;
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        ReturnToLine(contact, command);
        return null;
    }

    private void ReturnToLine(Contact contact, TransferContact command)
    {
        var (from, talk, hold) = Detach(contact);
        var (fromQueue, fromGate) = (contact.Queue, contact.Gate);
        ApplyTarget(contact, command);
        var settings = center.SettingsOf(contact);
        contact.PreferredAgent = command.Agent;
        contact.PreferredUntil = command.Agent is null ? null : center.Now + (command.PreferredFor ?? settings.PreferredFor);
        if (command.NewPlace)
        {
            contact.EnteredAt = center.Now;
            contact.Rank = RankCalculator.RankOf(center.Now, contact.Priority, settings);
        }

        (contact.WaitingSince, contact.InQueueSince) = (center.Now, center.Now);
        (contact.PlanDone, contact.Expired, contact.ToldUnservable) = (null, false, false);
        center.Callbacks.EndDelay(contact);
        center.Emitter.ContactTransferred(contact, from, fromQueue, fromGate, talk, hold);
        if (from is not null) center.PresenceTransitions.DrainIfDone(from);
        center.OfferTransitions.ReturnToLine(contact);
    }

    /// <summary>Takes a contact from its line, from those to whom it is offered, or from its agent.</summary>
    private (Agent? From, TimeSpan Talk, TimeSpan Hold) Detach(Contact contact)
    {
        center.StopWaiting(contact);
        if (contact.State != ContactState.Connected)
        {
            center.OfferTransitions.RevokeAll(contact);
            return (null, TimeSpan.Zero, TimeSpan.Zero);
        }

        var (agent, talk, hold) = center.Closing.Disconnect(contact);
        center.OfferTransitions.StartCooldown(contact, agent);
        return (agent, talk, hold);
    }

    private void ApplyTarget(Contact contact, TransferContact command)
    {
        var moves = command.Queue is not null || command.Gate is not null;
        if (!moves && command.Requirements is null) return;
        var (queue, gate) = moves ? center.ResolveTarget(command.Queue, command.Gate) : (contact.Queue, contact.Gate);
        center.WaitActions.ChangeRequirements(contact, queue, gate, command.Requirements ?? contact.Asked);
    }
}

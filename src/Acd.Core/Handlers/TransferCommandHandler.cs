namespace Acd.Core;

/// <summary>
/// Handles the commands that put a contact back in line: a requeue, or a transfer with new requirements, queue or agent.
/// </summary>
internal sealed class TransferCommandHandler(EngineState state)
{
    public Refusal? Requeue(Contact contact)
    {
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        if (contact.State == ContactState.Queued) return null;
        ReturnToLine(contact, new TransferContact(contact.Id), ConnectionEnd.Requeued);
        return null;
    }

    public Refusal? Transfer(Contact contact, TransferContact command)
    {
        if (ContactValidator.Check(command, state) is { } refusal) return refusal;
        if (contact.State == ContactState.WrapUp) return Refusals.ContactInWrapUp(contact.Id);
        ReturnToLine(contact, command, ConnectionEnd.Transferred);
        return null;
    }

    private void ReturnToLine(Contact contact, TransferContact command, ConnectionEnd end)
    {
        var (from, talk, hold) = Detach(contact, end);
        var (fromQueue, fromGate) = (contact.Queue, contact.Gate);
        ApplyTarget(contact, command);
        var settings = state.SettingsOf(contact);
        contact.PreferredAgent = command.Agent;
        contact.PreferredUntil = command.Agent is null ? null : state.Now + (command.PreferredFor ?? settings.PreferredFor);
        if (command.NewPlace)
        {
            contact.EnteredAt = state.Now;
            contact.Rank = RankCalculator.RankOf(state.Now, contact.Priority, settings);
        }

        (contact.WaitingSince, contact.InQueueSince) = (state.Now, state.Now);
        (contact.PlanDone, contact.Expired, contact.ToldUnservable) = (null, false, false);
        state.RoomKeeping.Forget(contact);
        state.Staffing.Forget(contact);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        state.Callbacks.EndDelay(contact);
        state.Parks.End(contact);
        state.Emitter.ContactTransferred(contact, from, fromQueue, fromGate, talk, hold);
        if (from is not null) state.PresenceTransitions.DrainIfDone(from);
        state.OfferTransitions.ReturnToLine(contact);
    }

    /// <summary>Removes a contact from its line, its pending offers or its agent.</summary>
    private (Agent? From, TimeSpan Talk, TimeSpan Hold) Detach(Contact contact, ConnectionEnd end)
    {
        state.StopWaiting(contact);
        if (contact.State != ContactState.Connected)
        {
            state.OfferTransitions.RevokeAll(contact, end);
            return (null, TimeSpan.Zero, TimeSpan.Zero);
        }

        var (agent, talk, hold) = state.Closing.Disconnect(contact, end);
        state.OfferTransitions.StartCooldown(contact, agent);
        return (agent, talk, hold);
    }

    private void ApplyTarget(Contact contact, TransferContact command)
    {
        var moves = command.Queue is not null || command.Gate is not null;
        if (!moves && command.Requirements is null) return;
        var (queue, gate) = moves ? state.ResolveTarget(command.Queue, command.Gate) : (contact.Queue, contact.Gate);
        state.WaitActions.ChangeRequirements(contact, queue, gate, command.Requirements ?? contact.Asked);
    }
}

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
        if (command.Agent is { } named && CheckNamed(contact, command, state.Agents[named]) is { } missing) return missing;
        ReturnToLine(contact, command, ConnectionEnd.Transferred);
        return null;
    }

    /// <summary>The refusal of a named agent who cannot take the contact. Null if the agent can, now or later.</summary>
    private Refusal? CheckNamed(Contact contact, TransferContact command, Agent named)
    {
        if (named.Presence is Presence.Offline or Presence.Draining) return Refusals.AgentOffline(named.Id);
        var required = contact.Requirements;
        if (TargetOf(contact, command) is { } target)
            required = GateEnrichment.Apply(target.Asked, target.Gate is { } gate ? state.FindGate(gate) : null);
        var serves = required.All(needed =>
            named.Profile.Skills.Any(own => own.Skill == needed.Skill && own.Level >= needed.Level));
        return serves ? null : Refusals.AgentLacksSkills(named.Id);
    }

    private void ReturnToLine(Contact contact, TransferContact command, ConnectionEnd end)
    {
        var wrapUp = contact.State == ContactState.Connected ? state.AgentWrapUps.Of(contact) : null;
        var (from, talk, hold) = Detach(contact, end);
        var (fromQueue, fromGate, requirements) = (contact.Queue, contact.Gate, contact.Requirements);
        ApplyTarget(contact, command);
        var settings = state.SettingsOf(contact);
        contact.PreferredAgent = command.Agent;
        contact.PreferredUntil = command.Agent is null ? null : state.Now + (command.PreferredFor ?? settings.PreferredFor);
        if (contact.HasCooldowns) state.OfferTransitions.EndFirmCooldowns(contact, arrived: false);
        if (command.Agent is { } named) Prefer(contact, state.Agents[named], from);
        if (command.NewPlace)
        {
            contact.EnteredAt = state.Now;
            contact.Rank = RankCalculator.RankOf(state.Now, contact.Priority, settings);
        }

        if (from is not null || contact.Parked is not null) RestartWait(contact);
        else ContinueWait(contact, fromQueue, fromGate, requirements);
        state.RoomKeeping.Forget(contact);
        state.Callbacks.EndDelay(contact);
        state.Parks.End(contact);
        state.Emitter.ContactTransferred(contact, from, fromQueue, fromGate, talk, hold);
        if (wrapUp is not null) state.AgentWrapUps.Start(from!, wrapUp);
        if (from is not null) state.PresenceTransitions.DrainIfDone(from);
        state.OfferTransitions.ReturnToLine(contact);
    }

    private void RestartWait(Contact contact)
    {
        (contact.WaitingSince, contact.InQueueSince) = (state.Now, state.Now);
        (contact.PlanDone, contact.Expired, contact.ToldUnservable) = (null, false, false);
        (contact.Refusals, contact.MetWhenRefused) = (0, false);
        state.Staffing.Forget(contact);
    }

    /// <summary>Lets a customer whom nobody has answered wait on. Only another queue's limits and plan begin anew.</summary>
    private void ContinueWait(Contact contact, QueueId queue, GateId? gate, IReadOnlyList<Requirement> requirements)
    {
        if (contact.Queue != queue)
        {
            (contact.InQueueSince, contact.Expired) = (state.Now, false);
            (contact.Refusals, contact.MetWhenRefused) = (0, false);
            if (contact.Plan is null) contact.PlanDone = null;
        }

        var isSame = contact.Queue == queue && contact.Gate == gate && contact.Requirements.SequenceEqual(requirements);
        if (isSame) return;
        contact.ToldUnservable = false;
        state.Staffing.Forget(contact);
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
        if (TargetOf(contact, command) is { } target)
            state.WaitActions.ChangeRequirements(contact, target.Queue, target.Gate, target.Asked);
    }

    /// <summary>The contact's queue, gate and own requirements after a transfer. Null if they stay.</summary>
    private (QueueId Queue, GateId? Gate, IReadOnlyList<Requirement> Asked)? TargetOf(Contact contact, TransferContact command)
    {
        var moves = command.Queue is not null || command.Gate is not null;
        if (!moves && command.Requirements is null) return null;
        var (queue, gate) = moves ? state.ResolveTarget(command.Queue, command.Gate) : (contact.Queue, contact.Gate);
        return (queue, gate, command.Requirements ?? contact.Asked);
    }

    /// <summary>
    /// Gives a contact to its named agent first: an earlier refusal is forgotten, and it does not go back to the sender
    /// meanwhile.
    /// </summary>
    private void Prefer(Contact contact, Agent named, Agent? from)
    {
        if (contact.HasCooldown(named)) state.OfferTransitions.EndCooldowns(contact, named);
        if (from is not null && from != named)
            state.OfferTransitions.KeepFromSender(contact, from, contact.PreferredUntil!.Value);
    }
}

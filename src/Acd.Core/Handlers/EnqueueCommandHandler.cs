namespace Acd.Core;

/// <summary>Handles the command that enqueues a contact.</summary>
internal sealed class EnqueueCommandHandler(EngineState state)
{
    public CommandResult Enqueue(EnqueueContact command)
    {
        if (state.Contacts.TryGetValue(command.Contact, out var known)) return CommandResult.WithPlace(known);
        if (state.Closed.Find(command.Contact) is { } closed) return CommandResult.Of(new ClosedContactReply(closed));
        if (ContactValidator.Check(command, state) is { } refusal) return CommandResult.Of(refusal);
        if (command.AssignTo is { } to && CheckAssignee(to, command.Channel) is { } unassignable)
            return CommandResult.Of(unassignable);
        return Add(command);
    }

    /// <summary>Enqueues a contact that is not open, by a valid command.</summary>
    public CommandResult Add(EnqueueContact command, int round = 0)
    {
        var gate = command.Gate is { } by ? state.FindGate(by) : null;
        var queue = state.FindQueue(gate?.Queue ?? command.Queue ?? QueueId.Default)!;
        var came = CreateContact(command, gate, queue.Settings, round);
        var resumed = RestorePlace(came, queue);
        state.Contacts.Add(came.Id, came);
        state.Emitter.ContactQueued(came, resumed);
        if (command.AssignTo is { } agent) Assign(came, state.Agents[agent], command.Connected);
        else if (state.WaitActions.Enter(came)) state.OfferTransitions.ReturnToLine(came);
        return CommandResult.WithPlace(came, created: true);
    }

    /// <summary>The refusal of an agent who cannot be assigned a contact now. Null if the agent can.</summary>
    private Refusal? CheckAssignee(AgentId id, ChannelId channel) =>
        state.Agents.TryGetValue(id, out var agent)
            ? SupervisorCommandHandler.CheckAssignable(agent, state.Channels.NumberOf(channel))
            : Refusals.AgentUnknown(id) with { Field = "assignTo" };

    /// <summary>Offers a new contact to one agent, past the line and its limits.</summary>
    private void Assign(Contact contact, Agent agent, bool connects)
    {
        contact.InQueueSince = state.Now;
        state.UpdatePlacesTaken(contact);
        state.OfferTransitions.Create(contact, agent, assigned: true, connects);
    }

    private Contact CreateContact(EnqueueContact command, GateSettings? gate, QueueSettings queue, int round)
    {
        var requirements = GateEnrichment.Apply(command.Requirements, gate);
        var priority = command.Priority ?? gate?.Priority ?? Limits.MinPriority;
        var channel = state.Channels.NumberOf(command.Channel);
        return new Contact(command.Contact, state.Tracker.NextSequence(), command.Channel)
        {
            Line = state.AcquireLine(queue.Id, channel, requirements),
            Gate = gate?.Id,
            Requirements = requirements,
            Asked = command.Requirements,
            Priority = priority,
            EnteredAt = state.Now,
            WaitingSince = state.Now,
            Rank = RankCalculator.RankOf(state.Now, priority, queue),
            CallerId = command.CallerId,
            Caller = command.Caller,
            PreferredAgent = command.PreferredAgent,
            PreferredUntil = command.PreferredAgent is null ? null : state.Now + (command.PreferredFor ?? queue.PreferredFor),
            Plan = command.Plan,
            Attributes = GateEnrichment.Apply(command.Attributes, gate),
            Round = round,
            Request = EnqueueFingerprint.Of(command),
        };
    }

    /// <summary>Gives a contact the place that its caller abandoned a short while ago, if that place is earlier.</summary>
    /// <returns>The abandoned contact that had the place, if the contact takes it over.</returns>
    private ContactId? RestorePlace(Contact contact, QueueState queue)
    {
        var before = state.AbandonedPlaces.TakePlace(contact.Caller ?? contact.CallerId, queue);
        if (before is null || before.Rank >= contact.Rank) return null;
        contact.Rank = before.Rank;
        return before.Contact;
    }
}

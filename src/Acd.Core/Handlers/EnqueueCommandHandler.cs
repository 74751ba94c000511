namespace Acd.Core;

/// <summary>How a contact enters the center.</summary>
internal sealed class EnqueueCommandHandler(EngineState center)
{
    public CommandResult Enqueue(EnqueueContact command)
    {
        if (center.Contacts.TryGetValue(command.Contact, out var known)) return CommandResult.Of(known);
        if (center.Closed.Find(command.Contact) is { } closed) return CommandResult.Of(new ClosedContactReply(closed));
        if (ContactValidator.Check(command, center) is { } refusal) return CommandResult.Of(refusal);
        var gate = command.Gate is { } by ? center.FindGate(by) : null;
        var queue = center.FindQueue(gate?.Queue ?? command.Queue ?? QueueId.Default)!;
        var came = CreateContact(command, gate, queue.Settings);
        var resumed = RestorePlace(came, queue);
        center.Contacts.Add(came.Id, came);
        center.Pending.NewContact = came;
        center.Emitter.ContactQueued(came, resumed);
        if (center.WaitActions.Enter(came)) center.OfferTransitions.ReturnToLine(came);
        return CommandResult.Of(came, created: true);
    }

    private Contact CreateContact(EnqueueContact command, GateSettings? gate, QueueSettings queue)
    {
        var requirements = GateEnrichment.Apply(command.Requirements, gate);
        var priority = command.Priority ?? gate?.Priority ?? Limits.MinPriority;
        var channel = center.Channels.NumberOf(command.Channel);
        return new Contact(command.Contact, center.Tracker.NextSequence(), command.Channel)
        {
            Line = center.AcquireLine(queue.Id, channel, requirements),
            Gate = gate?.Id,
            Requirements = requirements,
            Asked = command.Requirements,
            Priority = priority,
            EnteredAt = center.Now,
            WaitingSince = center.Now,
            Rank = RankCalculator.RankOf(center.Now, priority, queue),
            CallerId = command.CallerId,
            PreferredAgent = command.PreferredAgent,
            PreferredUntil = command.PreferredAgent is null ? null : center.Now + (command.PreferredFor ?? queue.PreferredFor),
            Plan = command.Plan,
            Attributes = GateEnrichment.Apply(command.Attributes, gate),
        };
    }

    /// <summary>Gives a contact the place that its caller gave up a short while ago, if that is the earlier one.</summary>
    /// <returns>The contact that had the place, if it has that place again.</returns>
    private ContactId? RestorePlace(Contact contact, QueueState queue)
    {
        if (center.AbandonedPlaces.TakePlace(contact.CallerId, queue) is not { } before || before.Rank >= contact.Rank) return null;
        contact.Rank = before.Rank;
        return before.Contact;
    }
}

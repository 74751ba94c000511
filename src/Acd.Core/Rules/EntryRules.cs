namespace Acd.Core;

/// <summary>How a contact enters the center.</summary>
internal sealed class EntryRules(Center center)
{
    public Result Enqueue(EnqueueContact command)
    {
        if (center.Contacts.TryGetValue(command.Contact, out var known)) return Result.Of(known);
        if (center.Closed.Find(command.Contact) is { } closed) return Result.Of(new ClosedContactReply(closed));
        if (ContactChecks.Check(command, center) is { } refusal) return Result.Of(refusal);
        var gate = command.Gate is { } by ? center.FindGate(by) : null;
        var queue = center.FindQueue(gate?.Queue ?? command.Queue ?? QueueId.Default)!;
        var came = Make(command, gate, queue.Settings);
        var resumed = Resume(came, queue);
        center.Contacts.Add(came.Id, came);
        center.Agenda.Entered = came;
        center.Chronicle.ContactQueued(came, resumed);
        if (center.Actions.Enter(came)) center.OfferSteps.BackInLine(came);
        return Result.Of(came, created: true);
    }

    private Contact Make(EnqueueContact command, GateSettings? gate, QueueSettings queue)
    {
        var requirements = GateAdditions.To(command.Requirements, gate);
        var priority = command.Priority ?? gate?.Priority ?? Limits.MinPriority;
        var channel = center.Channels.NumberOf(command.Channel);
        return new Contact(command.Contact, center.Journal.NextSequence(), command.Channel)
        {
            Line = center.LineFor(queue.Id, channel, requirements),
            Gate = gate?.Id,
            Requirements = requirements,
            Asked = command.Requirements,
            Priority = priority,
            EnteredAt = center.Now,
            WaitingSince = center.Now,
            Rank = Ranks.Of(center.Now, priority, queue),
            CallerId = command.CallerId,
            PreferredAgent = command.PreferredAgent,
            PreferredUntil = command.PreferredAgent is null ? null : center.Now + (command.PreferredFor ?? queue.PreferredFor),
            Plan = command.Plan,
            Attributes = GateAdditions.To(command.Attributes, gate),
        };
    }

    /// <summary>Gives a contact the place that its caller gave up a short while ago, if that is the earlier one.</summary>
    /// <returns>The contact that had the place, if it has that place again.</returns>
    private ContactId? Resume(Contact contact, CenterQueue queue)
    {
        if (center.Returns.Use(contact.CallerId, queue) is not { } before || before.Rank >= contact.Rank) return null;
        contact.Rank = before.Rank;
        return before.Contact;
    }
}

namespace Acd.Core.Tests;

/// <summary>The invariants of a center at rest. They are checked on the model, whose state equals the engine's.</summary>
public static class Invariants
{
    /// <summary>The first violated invariant.</summary>
    /// <param name="model">The model at rest.</param>
    /// <param name="events">The events since the last check.</param>
    public static Difference? Broken(ReferenceModel model, IEnumerable<CenterEvent> events)
    {
        // A profile's capacity may fall below what is taken. Only a new offer must not exceed it.
        var last = events.Where(centerEvent => centerEvent is ContactOffered or AgentChanged)
            .GroupBy(centerEvent => centerEvent.Agent!.Value).Where(group => group.Last() is ContactOffered)
            .Select(group => group.Key).ToList();
        foreach (var agent in model.Agents.Where(agent => last.Contains(agent.Id)))
        {
            if (model.Taken(agent) > agent.Profile.Capacity)
                return Of($"{agent.Id} has more than its capacity");
        }

        foreach (var contact in model.Contacts.Where(model.WantsFurtherRing))
        {
            if (model.Agents.FirstOrDefault(agent => model.IsReady(agent, contact)) is { } ready)
                return Of($"{contact.Id} rings at too few agents beside {ready.Id}, which is ready for it");
        }

        foreach (var contact in model.Contacts.Where(contact => contact.State == ContactState.Queued))
        {
            if (model.Agents.FirstOrDefault(agent => model.IsReady(agent, contact)) is { } ready)
                return Of($"{contact.Id} waits beside {ready.Id}, which is ready for it");
            if (model.IsUnservable(contact) && !contact.ToldUnservable)
                return Of($"{contact.Id} is unservable, and nobody was told");
            if (!contact.IsAway && contact.ToldUnservable && !model.IsUnservable(contact))
                return Of($"{contact.Id} is marked as unservable, but somebody could take it");
            if (model.LeavesWhenEmpty(contact) != (contact.UnstaffedSince is not null || contact.LeftEmpty))
                return Of($"{contact.Id} waits unstaffed without a grace, or staffed with one");
        }

        return model.Contacts.Select(BrokenBy).FirstOrDefault(difference => difference is not null)
            ?? RungTooOften(model, events) ?? Passed(model, events);
    }

    /// <summary>A contact with more offers than its queue allows.</summary>
    private static Difference? RungTooOften(ReferenceModel model, IEnumerable<CenterEvent> events)
    {
        if (events.Any(centerEvent => centerEvent is SettingsChanged))
            return null;
        var offered = events.OfType<ContactOffered>().Select(centerEvent => centerEvent.Contact).ToHashSet();
        int Most(ModelContact contact) => model.Settings.Queues.Single(queue => queue.Id == contact.Queue).OffersAtOnce;
        return model.Contacts.Where(contact => offered.Contains(contact.Id) && contact.Pending.Count > Most(contact))
            .Select(contact => Of($"{contact.Id} rings at {contact.Pending.Count} agents")).FirstOrDefault();
    }

    /// <summary>
    /// A contact that waits although an agent who could serve it was offered one with a greater rank. It is checked only if
    /// nothing but other contacts has changed.
    /// </summary>
    private static Difference? Passed(ReferenceModel model, IEnumerable<CenterEvent> events)
    {
        if (events.Any(other => other is AgentChanged or SettingsChanged or AgentPresenceChanged or ContactPriorityChanged))
            return null;
        // The old rank of a contact whose rank changed meanwhile is unknown.
        var moved = events.Where(centerEvent => centerEvent is ContactTransferred or PlanStepped)
            .Select(centerEvent => ((ContactEvent)centerEvent).Contact).ToHashSet();
        var touched = events.OfType<ContactEvent>().Select(centerEvent => centerEvent.Contact).ToHashSet();
        var still = model.Contacts.Where(contact =>
            contact is { State: ContactState.Queued, Callback: null, Parked: null, PreferredAgent: null }
            && !touched.Contains(contact.Id)).ToList();
        foreach (var offered in events.OfType<ContactOffered>().Where(one => !one.Assigned && !moved.Contains(one.Contact)))
        {
            var agent = model.Agents.FirstOrDefault(agent => agent.Id == offered.Agent);
            var taken = model.Contacts.FirstOrDefault(contact => contact.Id == offered.Contact);
            // An offer before the contact's own event was made in an earlier round, which had another rank.
            if (offered.Sequence < taken?.Sequence)
                continue;
            if (agent is not null && taken is not null && still.Find(waits => IsPassed(waits, taken, agent)) is { } passed)
                return Of($"{passed.Id} waits, and {agent.Id}, who could have had it, was offered {taken.Id}");
        }

        return null;
    }

    private static bool IsPassed(ModelContact waits, ModelContact taken, ModelAgent agent) =>
        waits.Channel == taken.Channel
        && agent.HasSkills(waits.Requirements)
        && !waits.Offers.Any(offer => offer.Agent == agent.Id)
        && (waits.Rank, waits.Sequence).CompareTo((taken.Rank, taken.Sequence)) < 0;

    private static Difference? BrokenBy(ModelContact contact)
    {
        var pending = contact.Offers.Count(offer => offer.State == OfferState.Pending);
        if (contact.State == ContactState.Closed)
            return Of($"{contact.Id} is closed and in the list of open contacts");
        if (contact.Pending.DistinctBy(offer => offer.Agent).Count() < pending)
            return Of($"{contact.Id} rings twice at one agent");
        if ((pending > 0) != (contact.State == ContactState.Offered))
            return Of($"{contact.Id} is {contact.State} with {pending} pending offers");
        if (contact.State is ContactState.Connected or ContactState.WrapUp && contact.Agent != contact.Taken?.Agent)
            return Of($"{contact.Id} is connected to {contact.Agent} by an offer to {contact.Taken?.Agent}");
        return contact.State == ContactState.WrapUp == contact.WrapUpDue is not null
            ? null
            : Of($"{contact.Id} is {contact.State} and its wrap-up ends at {contact.WrapUpDue}");
    }

    private static Difference Of(string broken) => new("invariant", "", broken);
}

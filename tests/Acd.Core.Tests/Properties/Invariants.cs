namespace Acd.Core.Tests;

/// <summary>
/// What holds at rest whatever has happened. It is asked of the model, whose state the engine's must be equal to.
/// </summary>
public static class Invariants
{
    /// <summary>The first rule that is broken.</summary>
    /// <param name="model">The model at rest.</param>
    /// <param name="events">What has happened since it was last asked.</param>
    public static Difference? Broken(ReferenceModel model, IEnumerable<CenterEvent> events)
    {
        // A profile may be changed to less than an agent has already; only an offer must not go past its capacity.
        var last = events.Where(happened => happened is ContactOffered or AgentChanged)
            .GroupBy(happened => happened.Agent!.Value).Where(group => group.Last() is ContactOffered)
            .Select(group => group.Key).ToList();
        foreach (var agent in model.Agents.Where(agent => last.Contains(agent.Id)))
        {
            if (model.Taken(agent) > agent.Profile.Capacity)
                return Of($"{agent.Id} has more than its capacity");
        }

        foreach (var contact in model.Contacts.Where(contact => contact.State == ContactState.Queued))
        {
            if (model.Agents.FirstOrDefault(agent => model.IsReady(agent, contact)) is { } ready)
                return Of($"{contact.Id} waits beside {ready.Id}, which is ready for it");
            if (model.IsUnservable(contact) && !contact.ToldUnservable)
                return Of($"{contact.Id} is unservable, and nobody was told");
        }

        return model.Contacts.Select(BrokenBy).FirstOrDefault(difference => difference is not null);
    }

    private static Difference? BrokenBy(ModelContact contact)
    {
        var pending = contact.Offers.Count(offer => offer.State == OfferState.Pending);
        if (contact.State == ContactState.Closed)
            return Of($"{contact.Id} is closed and in the list of open contacts");
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

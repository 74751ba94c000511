namespace Acd.Core;

/// <summary>
/// Explains why a contact waits, or why its offered agent was chosen. The cost is bounded by the number of skill profiles.
/// </summary>
internal sealed class Explainer(EngineState state)
{
    private const int MaxOthers = 5;

    public Reply Explain(Contact contact) => contact.State switch
    {
        ContactState.Queued => Waiting(contact),
        ContactState.Offered => Offered(contact),
        ContactState.Connected => new ExplainReply(contact.Id, contact.State, Connected(contact)),
        ContactState.WrapUp => new ExplainReply(contact.Id, contact.State, $"{contact.AgentId} is in wrap-up."),
        _ => throw new InvalidOperationException($"The contact {contact.Id} is {contact.State}."),
    };

    private static string Connected(Contact contact) => contact.Handover is { } handover
        ? $"It is connected to {contact.AgentId}, who hands it over to {handover.Agent.Id}."
        : $"It is connected to {contact.AgentId}.";

    private ExplainReply Waiting(Contact contact)
    {
        var summary = !state.Settings.Open ? "The center is closed."
            : contact.Parked is { } parked ? $"It is parked by {parked.Agent}."
            : !contact.IsInLine ? "It is a callback that waits for its next attempt."
            : contact.ReservedFor is { } keeper ? $"It is kept for {keeper.Id} until {contact.PreferredUntil}."
            : contact.RoomKeeper is { } other ? $"{other.Id} keeps its room for it until {EndOfRoom(contact)}."
            : contact.Line.ServingProfiles == 0 ? "Nobody who has the required skills is available or not ready."
            : Matchmaker.IsHeldByPause(contact)
                ? $"Everybody who could serve it was asked; it is paused until {contact.PausedUntil}."
            : "No agent with the required skills is free.";
        return new ExplainReply(contact.Id, contact.State, summary)
        {
            Position = contact.IsInLine ? contact.Line.PositionOf(contact) : null,
            Reasons = new WaitReasonCounter(state, contact).ToList(),
        };
    }

    private Timestamp? EndOfRoom(Contact contact) => contact.Room?.Since + state.Settings.KeepRoomForFirst;

    private ExplainReply Offered(Contact contact)
    {
        var agents = contact.Offers.Select(offer => offer.Agent.Id.Value);
        return new(contact.Id, contact.State, $"It is offered to {string.Join(", ", agents)}.")
        {
            Choices = [.. contact.Offers.Select(ChoiceOf)],
        };
    }

    private ChoiceReason ChoiceOf(Offer offer)
    {
        var (contact, agent) = (offer.Contact, offer.Agent);
        var settings = state.SettingsOf(contact);
        var idleOrder = settings.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder;
        var idleSince = new Timestamp(idleOrder / EngineState.IdleUnits);
        return new ChoiceReason(offer.Id, agent.Id, settings.Strategy, idleSince, Why(offer))
        {
            OthersReady = OtherReadyAgents(contact),
        };
    }

    private IReadOnlyList<AgentId> OtherReadyAgents(Contact contact)
    {
        if (!state.Settings.Open) return [];
        var others = contact.Line.BestAgents(
            MaxOthers, agent => !contact.IsOfferedTo(agent)
                && !Matchmaker.CooldownHolds(contact, agent) && !agent.KeepsRoomFrom(contact));
        return [.. others.Select(agent => agent.Id)];
    }

    private static string Why(Offer offer)
    {
        var contact = offer.Contact;
        if (offer.Document.Assigned) return "A supervisor assigned it to this agent.";
        if (offer.IsToPreferredAgent && !contact.HasCooldown(offer.Agent))
            return "It was kept for this agent, its preferred agent.";
        if (contact.HasCooldown(offer.Agent))
            return "Everybody who could serve it was asked before; of those who are free, this agent's cooldown is the oldest.";
        return contact.Offers.Count > 1
            ? $"It is offered to several agents; of the ready agents that were left, {contact.Line.RosterKind.Order.Why}."
            : $"Of the available agents with free capacity and every skill, {contact.Line.RosterKind.Order.Why}.";
    }
}

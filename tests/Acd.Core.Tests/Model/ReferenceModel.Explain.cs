namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    private const int OthersShown = 5;

    private Reply Explain(ContactId id)
    {
        if (_closed.Find(closed => closed.Contact.Id == id) is { } closed)
            return new ClosedContactReply(closed.Contact);
        if (_contacts.Find(contact => contact.Id == id) is not { } contact)
            return Refusals.ContactUnknown(id);
        return contact.State switch
        {
            ContactState.Queued => ExplainWaiting(contact),
            ContactState.Offered => ExplainOffered(contact),
            ContactState.Connected => new ExplainReply(id, contact.State, contact.Handover is { } handover
                ? $"It is connected to {contact.Agent}, who hands it over to {handover.Agent}."
                : $"It is connected to {contact.Agent}."),
            _ => new ExplainReply(id, contact.State, $"{contact.Agent} is in wrap-up."),
        };
    }

    private ExplainReply ExplainWaiting(ModelContact contact)
    {
        var summary = !_settings.Open ? "The center is closed."
            : contact.Parked is { } parked ? $"It is parked by {parked.Agent}."
            : contact.IsAway ? "It is a callback that waits for its next attempt."
            : KeptFor(contact) is { } keeper ? $"It is kept for {keeper.Id} until {contact.PreferredUntil}."
            : contact.RoomAt is { } agent
                ? $"{agent} keeps its room for it until {contact.RoomKeptSince + _settings.KeepRoomForFirst}."
            : IsUnservable(contact) ? "Nobody who has the required skills is available or not ready."
            : IsHeldByPause(contact)
                ? $"Everybody who could serve it was asked; it is paused until {contact.PausedUntil}."
            : "No agent with the required skills is free.";
        return new ExplainReply(contact.Id, contact.State, summary)
        {
            Position = (Get(contact.Id) as ContactReply)?.Position,
            Reasons = [.. ForEverybody(contact), .. OfAgents(contact), .. OfSkills(contact)],
        };
    }

    /// <summary>The obstacle between a contact and agents who are free for it.</summary>
    private IEnumerable<WaitReason> ForEverybody(ModelContact contact)
    {
        var free = _agents.FindAll(agent => ObstacleFor(agent, contact) is null);
        if (!_settings.Open)
            yield return Reason("closed", free.Count);
        if (contact.IsAway)
            yield return Reason(contact.Parked is null ? "nextAttempt" : "parked", free.Count);
        else if (KeptFor(contact) is { } keeper)
            yield return Reason("kept", free.Count(agent => agent != keeper));
    }

    private IEnumerable<WaitReason> OfAgents(ModelContact contact) =>
        new[] { "noRoom", "cooldown", "paused", "keepsRoom", "notReady", "draining", "offline" }
            .Select(reason => Reason(reason, _agents.Count(agent => ObstacleFor(agent, contact) == reason)))
            .Where(reason => reason.Agents > 0);

    private IEnumerable<WaitReason> OfSkills(ModelContact contact)
    {
        var byName = contact.Requirements.OrderBy(requirement => requirement.Skill.Value, StringComparer.Ordinal);
        foreach (var requirement in byName)
        {
            var others = contact.Requirements.Where(other => other != requirement).ToList();
            var lacking = _agents.FindAll(agent => !agent.HasSkills([requirement]));
            if (lacking.Count == 0)
                continue;
            yield return Reason("lacksSkill", lacking.Count) with
            {
                Skill = requirement.Skill,
                Level = requirement.Level,
                ReadyBut = lacking.Count(agent =>
                    agent.Presence == Presence.Available && HasRoom(agent, contact.Channel) && agent.HasSkills(others)),
            };
        }
    }

    private bool IsHeldByPause(ModelContact contact) => _agents.Exists(agent => ObstacleFor(agent, contact) == "paused");

    /// <summary>The obstacle of an agent. Null if it is free for a contact.</summary>
    private string? ObstacleFor(ModelAgent agent, ModelContact contact) => agent.Presence switch
    {
        _ when !agent.HasSkills(contact.Requirements) => "lacksSkill",
        Presence.Offline => "offline",
        Presence.NotReady => "notReady",
        Presence.Draining => "draining",
        _ when !HasRoom(agent, contact.Channel) => "noRoom",
        _ when CooldownHolds(contact, agent) =>
            IsFirm(contact, agent) || OthersCouldServe(contact, agent) ? "cooldown" : "paused",
        _ when KeepsRoomFrom(agent, contact) => "keepsRoom",
        _ => null,
    };

    /// <summary>Remedies are sentences that the model does not have.</summary>
    private static WaitReason Reason(string reason, int agents) => new(reason, agents, "");

    private ExplainReply ExplainOffered(ModelContact contact)
    {
        var pending = contact.Pending;
        var agents = string.Join(", ", pending.Select(offer => offer.Agent));
        return new ExplainReply(contact.Id, contact.State, $"It is offered to {agents}.")
        {
            Choices = [.. pending.Select(offer => Choice(contact, offer))],
        };
    }

    private ChoiceReason Choice(ModelContact contact, ModelOffer offer)
    {
        var (queue, agent) = (QueueOf(contact), Agent(offer.Agent));
        var others = _agents.Where(other =>
            _settings.Open && ObstacleFor(other, contact) is null && contact.Pending.All(own => own.Agent != other.Id));
        var idleOrder = queue.IdleBasis == IdleBasis.ContactEnded ? agent.ContactOrder : agent.IdleOrder;
        return new ChoiceReason(offer.Id, agent.Id, queue.Strategy, new(idleOrder / 4096), Why(contact, offer))
        {
            OthersReady = [.. ByStrategy(others, contact).Take(OthersShown).Select(other => other.Id)],
        };
    }

    private string Why(ModelContact contact, ModelOffer offer)
    {
        var wasKept = contact.PreferredAgent == offer.Agent && offer.At < contact.PreferredUntil
            && !HasCooldown(contact, Agent(offer.Agent));
        var first = QueueOf(contact).Strategy switch
        {
            Strategy.LongestIdle => "it was the longest idle",
            Strategy.LeastLoaded => "it had the least of its capacity taken",
            Strategy.FewestContacts => "it had accepted the fewest contacts today",
            Strategy.MostSkilled => "it had the greatest sum of levels in the required skills",
            _ => "its last offer was the longest ago",
        };
        return offer.Assigned ? "A supervisor assigned it to this agent."
            : wasKept ? "It was kept for this agent, its preferred agent."
            : HasCooldown(contact, Agent(offer.Agent))
                ? "Everybody who could serve it was asked before; of those who are free, this agent's cooldown is the oldest."
            : contact.Pending.Count > 1
                ? $"It is offered to several agents; of the ready agents that were left, {first}."
                : $"Of the available agents with free capacity and every skill, {first}.";
    }
}

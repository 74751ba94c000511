namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    /// <summary>What an agent has, by the order in which it came.</summary>
    public IReadOnlyList<ModelContact> ContactsOf(ModelAgent agent) =>
        [.. _contacts.Where(contact => contact.Live?.Agent == agent.Id).OrderBy(contact => contact.Live!.Number)];

    /// <summary>How much of an agent's capacity is taken.</summary>
    public int Taken(ModelAgent agent) =>
        _contacts.Sum(contact => contact.Live is { } live && live.Agent == agent.Id ? live.Cost : 0);

    /// <summary>Whether an agent can have one more contact of a channel.</summary>
    public bool HasRoom(ModelAgent agent, ChannelId channel)
    {
        var own = CostOf(agent, channel);
        return Taken(agent) + own.Cost <= agent.Profile.Capacity
            && (own.MaxContacts is not { } most || ContactsOf(agent).Count(contact => contact.Channel == channel) < most);
    }

    /// <summary>Whether a contact may be offered to an agent now.</summary>
    public bool IsReady(ModelAgent agent, ModelContact contact) =>
        _settings.Open
        && agent.Presence == Presence.Available
        && agent.HasSkills(contact.Requirements)
        && HasRoom(agent, contact.Channel)
        && !CooldownHolds(contact, agent);

    /// <summary>Whether nobody logged in has a contact's skills.</summary>
    public bool IsUnservable(ModelContact contact) =>
        !_agents.Exists(agent => agent.Presence != Presence.Offline && agent.HasSkills(contact.Requirements));

    private bool CooldownHolds(ModelContact contact, ModelAgent agent) =>
        HasCooldown(contact, agent) && _agents.Any(other =>
            other != agent && !HasCooldown(contact, other)
            && other.Presence == Presence.Available && other.HasSkills(contact.Requirements));

    private static bool HasCooldown(ModelContact contact, ModelAgent agent) =>
        contact.Cooldowns.Any(cooldown => cooldown.Agent == agent.Id);

    private ChannelCost CostOf(ModelAgent agent, ChannelId channel) =>
        agent.Profile.Channels.FirstOrDefault(own => own.Channel == channel)
        ?? _settings.Channels.Single(center => center.Channel == channel);

    private static IEnumerable<ModelContact> InLine(IEnumerable<ModelContact> contacts) => contacts
        .Where(contact => contact.State == ContactState.Queued)
        .OrderBy(contact => contact.Rank).ThenBy(contact => contact.Sequence);

    /// <summary>What follows from a command or a deadline.</summary>
    private void Settle()
    {
        while (InLine(_contacts).Select(contact => (Contact: contact, Agent: LongestIdle(contact)))
            .FirstOrDefault(pair => pair.Agent is not null) is { Agent: { } agent, Contact: var contact })
            Offer(contact, agent);
        foreach (var contact in InLine(_contacts).Where(contact => !contact.ToldUnservable && IsUnservable(contact)).ToList())
        {
            contact.ToldUnservable = true;
            TellUnservable(contact);
        }
    }

    private ModelAgent? LongestIdle(ModelContact contact) =>
        _agents.FindAll(agent => IsReady(agent, contact)).MinBy(agent => agent.IdleOrder);

    /// <summary>A contact has left an agent: what drains is gone with the last one.</summary>
    private void Leave(ModelAgent agent)
    {
        if (agent.Presence == Presence.Draining && ContactsOf(agent).Count == 0)
            ChangePresence(agent, Presence.Offline, "drained");
    }

    private void StartCooldown(ModelContact contact, AgentId agent)
    {
        var length = QueueOf(contact).RetryCooldown;
        if (length <= TimeSpan.Zero)
            return;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == agent);
        contact.Cooldowns.Add(new(agent, _now + length));
    }

    private void GiveIdleOrder(ModelAgent agent) =>
        agent.IdleOrder = _lastIdleOrder = Math.Max(_now.Milliseconds * 4096, _lastIdleOrder + 1);
}

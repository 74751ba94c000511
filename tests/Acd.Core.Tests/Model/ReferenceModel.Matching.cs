namespace Acd.Core.Tests;

public sealed partial class ReferenceModel
{
    /// <summary>An agent's contacts, by arrival.</summary>
    public IReadOnlyList<(ModelContact Contact, ModelOffer Offer)> ContactsOf(ModelAgent agent) =>
    [
        .. _contacts.SelectMany(contact => contact.Active.Select(offer => (Contact: contact, Offer: offer)))
            .Where(pair => pair.Offer.Agent == agent.Id).OrderBy(pair => pair.Offer.Number),
    ];

    /// <summary>The taken part of an agent's capacity.</summary>
    public int Taken(ModelAgent agent) =>
        ContactsOf(agent).Sum(pair => pair.Offer.Cost) + agent.WrapUps.Sum(wrapUp => wrapUp.Cost);

    /// <summary>Whether an agent has a pending offer.</summary>
    private bool IsRinging(ModelAgent agent) => ContactsOf(agent).Any(pair => pair.Offer.State == OfferState.Pending);

    /// <summary>Whether an agent has room for one more contact of a channel.</summary>
    public bool HasRoom(ModelAgent agent, ChannelId channel)
    {
        var own = CostOf(agent, channel);
        var has = ContactsOf(agent);
        return Taken(agent) + own.Cost <= agent.Profile.Capacity
            && (own.MaxContacts is not { } most || CountOf(channel) < most)
            && has.Count(pair => pair.Contact.Channel == channel && pair.Offer.State == OfferState.Pending)
                < (own.MaxOffers ?? 1);

        int CountOf(ChannelId one) =>
            has.Count(pair => pair.Contact.Channel == one) + agent.WrapUps.Count(wrapUp => wrapUp.Channel == one);
    }

    /// <summary>Whether a contact may be offered to an agent now.</summary>
    public bool IsReady(ModelAgent agent, ModelContact contact) =>
        _settings.Open
        && agent.Presence == Presence.Available
        && agent.HasSkills(contact.Requirements)
        && !contact.IsAway
        && (contact.State == ContactState.Offered || (KeptFor(contact) ?? agent) == agent)
        && !contact.Pending.Any(offer => offer.Agent == agent.Id)
        && !CooldownHolds(contact, agent)
        && HasRoom(agent, contact.Channel)
        && !KeepsRoomFrom(agent, contact);

    /// <summary>Whether an offered contact may ring at one more agent.</summary>
    public bool WantsFurtherRing(ModelContact contact) =>
        contact.State == ContactState.Offered
        && contact.Pending.Count < QueueOf(contact).OffersAtOnce
        && !contact.Pending.Any(offer =>
            offer.Assigned || (offer.Agent == contact.PreferredAgent && offer.At < contact.PreferredUntil));

    /// <summary>Whether no available or not ready agent has a contact's skills.</summary>
    public bool IsUnservable(ModelContact contact) =>
        !contact.IsAway
        && !_agents.Exists(agent =>
            agent.Presence is Presence.Available or Presence.NotReady && agent.HasSkills(contact.Requirements));

    /// <summary>The preferred agent that a contact is reserved for, if any.</summary>
    public ModelAgent? KeptFor(ModelContact contact) =>
        contact is { PreferredAgent: not null, PreferenceIsOver: false }
            ? _agents.Find(agent => agent.Id == contact.PreferredAgent
                && agent.Presence is Presence.Available or Presence.NotReady
                && agent.HasSkills(contact.Requirements)
                && !HasCooldown(contact, agent))
            : null;

    private bool CooldownHolds(ModelContact contact, ModelAgent agent) =>
        HasCooldown(contact, agent)
        && (IsFirm(contact, agent) || contact.PausedUntil is not null || OthersCouldServe(contact, agent));

    private bool OthersCouldServe(ModelContact contact, ModelAgent agent) => _agents.Any(other =>
        other != agent && !HasCooldown(contact, other)
        && other.Presence == Presence.Available && other.HasSkills(contact.Requirements));

    private static bool IsFirm(ModelContact contact, ModelAgent agent) =>
        contact.Cooldowns.Any(cooldown => cooldown.Agent == agent.Id && cooldown.FirmUntil is not null);

    private static bool HasCooldown(ModelContact contact, ModelAgent agent) =>
        contact.Cooldowns.Any(cooldown => cooldown.Agent == agent.Id);

    private ChannelCost CostOf(ModelAgent agent, ChannelId channel) =>
        agent.Profile.Channels.FirstOrDefault(own => own.Channel == channel)
        ?? _settings.Channels.Single(center => center.Channel == channel);

    private static IEnumerable<ModelContact> InLine(IEnumerable<ModelContact> contacts) =>
        ByRank(contacts.Where(contact => contact.State == ContactState.Queued));

    private static IEnumerable<ModelContact> ByRank(IEnumerable<ModelContact> contacts) =>
        contacts.OrderBy(contact => contact.Rank).ThenBy(contact => contact.Sequence);

    /// <summary>Settles after a command or a deadline.</summary>
    private void Settle()
    {
        do
        {
            do
                RunDueAtOnce();
            while (OfferNext());
        }
        while (HandleStaffing());
    }

    /// <summary>
    /// Offers the first contact that any agent is ready for, or lets that agent keep its room. False if there is none.
    /// </summary>
    private bool OfferNext()
    {
        ReleaseRoom();
        var (contact, ready) = ByRank(_contacts.Where(one => one.State == ContactState.Queued || WantsFurtherRing(one)))
            .Select(contact => (Contact: contact, Ready: _agents.FindAll(agent => IsReady(agent, contact))))
            .FirstOrDefault(pair => pair.Ready.Count > 0);
        if (contact is null)
            return false;
        var agent = InOrder(ready, contact).First();
        if (!KeepsInstead(agent, contact))
            Offer(contact, agent);
        return true;
    }

    /// <summary>The agents who are ready for a contact, by the strategy, or by their cooldowns' age if all have one.</summary>
    private IEnumerable<ModelAgent> InOrder(List<ModelAgent> ready, ModelContact contact) =>
        ready.TrueForAll(agent => HasCooldown(contact, agent))
            ? ready.OrderBy(IsRinging).ThenBy(agent => contact.Cooldowns.FindIndex(cooldown => cooldown.Agent == agent.Id))
            : ByStrategy(ready, contact);

    private void StartCooldown(ModelContact contact, AgentId agent)
    {
        var (cooldown, pause) = (QueueOf(contact).RetryCooldown, QueueOf(contact).OfferPause);
        if (pause > TimeSpan.Zero && !(contact.PausedUntil >= _now + pause))
            contact.PausedUntil = _now + pause;
        var length = TimeSpan.FromTicks(Math.Max(cooldown.Ticks, pause.Ticks));
        if (length <= TimeSpan.Zero)
            return;
        contact.Cooldowns.RemoveAll(cooldown => cooldown.Agent == agent);
        contact.Cooldowns.Add(new(agent, _now + length));
    }
}

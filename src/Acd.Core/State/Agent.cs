using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>An agent, what it says of itself and what it has.</summary>
internal sealed class Agent(AgentId id, long sequence, AgentProfile profile, ChannelTable channels)
{
    private AgentCapacity _capacity = channels.CapacityOf(profile);
    private RosterEntryList _rosterEntries;
    private IndexedHeap<Contact> _reserved = new();

    public AgentId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public AgentProfile Profile { get; private set; } = profile;

    /// <summary>Those with the same skills; none while it is being made, changed or removed.</summary>
    public SkillProfile? SkillProfile { get; set; }

    public Presence Presence { get; set; }

    public string? Reason { get; set; }

    public Timestamp PresenceSince { get; set; }

    public long IdleOrder { get; set; }

    /// <summary>The same, if breaks do not count.</summary>
    public long ContactOrder { get; set; }

    /// <summary>The number of the newest offer that it had and has no longer, 0 for none.</summary>
    public long OfferOrder { get; set; }

    /// <summary>The number of the newest offer that was ever made to it, 0 for none.</summary>
    public long LastOffer => Offers.Count == 0 ? OfferOrder : Math.Max(OfferOrder, Offers[^1].Number);

    /// <summary>How many contacts it has accepted on the present day.</summary>
    public int ContactsToday { get; set; }

    /// <summary>The day on which it last accepted one, and how many it had accepted by then.</summary>
    public (DateOnly? Day, int Contacts) DailyCount { get; set; }

    public int MissedOffers { get; set; }

    public bool HasHeartbeat { get; set; }

    public Deadline? HeartbeatDeadline { get; set; }

    /// <summary>The offers by which it has its contacts, by age.</summary>
    public List<Offer> Offers { get; } = new(1);

    public int UsedCapacity { get; private set; }

    /// <summary>Its places in the rosters of the lanes in use.</summary>
    public RosterEntryList RosterEntries => _rosterEntries;

    public bool IsChanged { get; set; }

    /// <summary>Whether its entry in the availability sets may have to be told.</summary>
    public bool IsAvailabilityChanged { get; set; }

    /// <summary>The profile in whose skills' availability sets it is, as last told; none where it is in no set.</summary>
    public SkillProfile? PublishedSkillProfile { get; set; }

    /// <summary>Its place in them, as last told.</summary>
    public long PublishedIdleOrder { get; set; }

    public AgentDocument ToDocument() => new()
    {
        Id = Id,
        Sequence = Sequence,
        Profile = Profile,
        Presence = Presence,
        Reason = Reason,
        PresenceSince = PresenceSince,
        IdleOrder = IdleOrder,
        ContactOrder = ContactOrder,
        OfferOrder = OfferOrder,
        ContactsToday = DailyCount.Contacts,
        CountedDay = DailyCount.Day,
        MissedOffers = MissedOffers,
        HasHeartbeat = HasHeartbeat,
    };

    public void ChangeProfile(AgentProfile profile)
    {
        Profile = profile;
        _capacity = channels.CapacityOf(profile);
    }

    public RosterEntry AddRosterEntry(RosterKind lane) => _rosterEntries.Add(new RosterEntry(this, lane));

    /// <summary>Lets a waiting contact wait for this agent alone.</summary>
    public void Reserve(Contact contact) => _reserved.Add(contact, contact.Key);

    /// <summary>A contact does not wait for this agent alone any longer.</summary>
    public void EndReservation(Contact contact) => _reserved.Remove(contact);

    /// <summary>The first of the contacts that wait for this agent alone which it can take now, or null.</summary>
    public Contact? FirstReserved() => _reserved.Count == 0 ? null
        : _reserved.InOrder().FirstOrDefault(contact => HasRoom(contact.Line.Key.Channel));

    /// <summary>Counts an offer that it had; false where it had a newer one before.</summary>
    public bool CountOffer(Offer offer)
    {
        if (offer.Number <= OfferOrder) return false;
        OfferOrder = offer.Number;
        return true;
    }

    /// <summary>Counts a contact that it has accepted.</summary>
    public void CountContact(DateOnly today)
    {
        ContactsToday++;
        DailyCount = (today, ContactsToday);
    }

    /// <summary>Puts its offers in the order in which they were made.</summary>
    public void SortOffers() => Offers.Sort((left, right) => left.Number.CompareTo(right.Number));

    public void AddOffer(Offer offer)
    {
        Offers.Add(offer);
        UsedCapacity += offer.Cost;
    }

    public void RemoveOffer(Offer offer)
    {
        if (!Offers.Remove(offer)) throw new InvalidOperationException($"The agent {Id} does not have the offer {offer.Id}.");
        UsedCapacity -= offer.Cost;
    }

    /// <summary>Whether it is available and can take one more contact of a channel.</summary>
    public bool HasRoom(int channel) => Presence == Presence.Available && HasRoomFor(channel);

    /// <summary>Whether it can take one more contact of a channel, whatever it says of itself.</summary>
    public bool HasRoomFor(int channel) => _capacity.HasRoom(channel, UsedCapacity, Offers);

    /// <summary>What a contact of a channel takes of its capacity.</summary>
    public int CostOf(int channel) => _capacity.CostOf(channel);
}

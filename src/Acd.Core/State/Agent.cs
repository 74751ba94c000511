using System.Runtime.InteropServices;
using Acd.Core.Matching;

namespace Acd.Core;

/// <summary>An agent: its profile, presence and contacts.</summary>
internal sealed class Agent(AgentId id, long sequence, AgentProfile profile, ChannelTable channels)
{
    private AgentCapacity _capacity = channels.CapacityOf(profile);
    private RosterEntryList _rosterEntries;
    private IndexedHeap<Contact> _reserved = new();
    private List<AgentWrapUp>? _wrapUps;

    public AgentId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public AgentProfile Profile { get; private set; } = profile;

    /// <summary>The group of agents with the same skills. Null while the agent is created, changed or removed.</summary>
    public SkillProfile? SkillProfile { get; set; }

    public Presence Presence { get; set; }

    public string? Reason { get; set; }

    /// <summary>Whether it is not ready because it did not take an offer.</summary>
    public bool IsSetAside => Presence == Presence.NotReady && SetAsideReasons.Contains(Reason);

    public Timestamp PresenceSince { get; set; }

    public long IdleOrder { get; set; }

    /// <summary>The idle order that ignores breaks.</summary>
    public long ContactOrder { get; set; }

    /// <summary>The number of its newest ended offer, or 0.</summary>
    public long OfferOrder { get; set; }

    /// <summary>The number of its newest offer, or 0.</summary>
    public long LastOffer => Offers.Count == 0 ? OfferOrder : Math.Max(OfferOrder, Offers[^1].Number);

    /// <summary>The number of contacts that it has accepted today.</summary>
    public int ContactsToday { get; set; }

    /// <summary>The day of its last accepted contact, and its count on that day.</summary>
    public (DateOnly? Day, int Contacts) DailyCount { get; set; }

    public int MissedOffers { get; set; }

    /// <summary>When its last missed offer was counted, if one ever was.</summary>
    public Timestamp? MissedAt { get; set; }

    /// <summary>When it last accepted a contact while another rang at it, if it ever did.</summary>
    public Timestamp? AcceptedAt { get; set; }

    public int DeclinedOffers { get; set; }

    public bool HasHeartbeat { get; set; }

    public Deadline? HeartbeatDeadline { get; set; }

    /// <summary>Its active offers, by age.</summary>
    public List<Offer> Offers { get; } = new(1);

    /// <summary>Its wrap-ups of contacts that it passed on, by start.</summary>
    public ReadOnlySpan<AgentWrapUp> WrapUps => CollectionsMarshal.AsSpan(_wrapUps);

    /// <summary>Whether it has neither a contact nor a wrap-up.</summary>
    public bool IsIdle => Offers.Count == 0 && WrapUps.IsEmpty;

    public int UsedCapacity { get; private set; }

    /// <summary>The number of its offers that wait for its answer.</summary>
    public int Ringing { get; private set; }

    /// <summary>The contact for which it keeps its room, if there is one.</summary>
    public Contact? RoomKeptFor { get; set; }

    /// <summary>Its entries in the rosters, one for each roster kind.</summary>
    public RosterEntryList RosterEntries => _rosterEntries;

    public bool IsChanged { get; set; }

    /// <summary>Whether its availability may differ from the published one.</summary>
    public bool IsAvailabilityChanged { get; set; }

    /// <summary>The skill profile of its published availability sets. Null if it is in no set.</summary>
    public SkillProfile? PublishedSkillProfile { get; set; }

    /// <summary>Its published position in these sets.</summary>
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
        MissedAt = MissedAt,
        AcceptedAt = AcceptedAt,
        HasHeartbeat = HasHeartbeat,
        DeclinedOffers = DeclinedOffers,
        WrapUps = _wrapUps is { Count: > 0 } ? [.. _wrapUps.Select(wrapUp => wrapUp.Document)] : null,
    };

    public void ChangeProfile(AgentProfile profile)
    {
        Profile = profile;
        _capacity = channels.CapacityOf(profile);
    }

    public RosterEntry AddRosterEntry(RosterKind kind) => _rosterEntries.Add(new RosterEntry(this, kind));

    /// <summary>Reserves a waiting contact for this agent.</summary>
    public void Reserve(Contact contact) => _reserved.Add(contact, contact.Key);

    /// <summary>Ends a waiting contact's reservation.</summary>
    public void EndReservation(Contact contact) => _reserved.Remove(contact);

    /// <summary>Whether contacts wait for it and for nobody else.</summary>
    public bool HasReserved => _reserved.Count > 0;

    /// <summary>The first reserved contact that it can take now, or null.</summary>
    public Contact? FirstReserved() =>
        FirstReserved(contact => HasRoom(contact.Line.Key.Channel) && !KeepsRoomFrom(contact));

    /// <summary>The first reserved contact that a filter accepts, or null.</summary>
    public Contact? FirstReserved(Func<Contact, bool> accepts) =>
        _reserved.Count == 0 ? null : _reserved.InOrder().FirstOrDefault(accepts);

    /// <summary>Whether it keeps its room for a contact before this one, which would take of it.</summary>
    public bool KeepsRoomFrom(Contact contact) =>
        RoomKeptFor is { } first && first.Key < contact.Key && !FitsBeside(first, contact.Line.Key.Channel);

    /// <summary>
    /// Whether a contact of a channel leaves room for a waiting one, which then waits only for contacts that cost as much.
    /// </summary>
    public bool FitsBeside(Contact first, int channel)
    {
        var (needed, small) = (CostOf(first.Line.Key.Channel), 0);
        foreach (var offer in Offers)
            if (offer.Cost < needed) small += offer.Cost;
        foreach (var wrapUp in WrapUps)
            if (wrapUp.Document.Cost < needed) small += wrapUp.Document.Cost;
        return small + CostOf(channel) + needed <= Profile.Capacity;
    }

    /// <summary>Counts an ended offer. False if a newer one had ended before.</summary>
    public bool CountOffer(Offer offer)
    {
        if (offer.Number <= OfferOrder) return false;
        OfferOrder = offer.Number;
        return true;
    }

    /// <summary>Counts an accepted contact.</summary>
    public void CountContact(DateOnly today)
    {
        ContactsToday++;
        DailyCount = (today, ContactsToday);
    }

    /// <summary>Sorts its offers by age.</summary>
    public void SortOffers() => Offers.Sort((left, right) => left.Number.CompareTo(right.Number));

    public void AddOffer(Offer offer)
    {
        Offers.Add(offer);
        UsedCapacity += offer.Cost;
        if (offer.Rings) Ringing++;
    }

    public void RemoveOffer(Offer offer)
    {
        if (!Offers.Remove(offer)) throw new InvalidOperationException($"The agent {Id} does not have the offer {offer.Id}.");
        UsedCapacity -= offer.Cost;
        StopRinging(offer);
    }

    /// <summary>Ends the ringing of an offer. False if it did not ring.</summary>
    public bool StopRinging(Offer offer)
    {
        if (!offer.Rings) return false;
        offer.Rings = false;
        Ringing--;
        return true;
    }

    public void AddWrapUp(AgentWrapUp wrapUp)
    {
        (_wrapUps ??= []).Add(wrapUp);
        UsedCapacity += wrapUp.Document.Cost;
    }

    public void RemoveWrapUp(AgentWrapUp wrapUp)
    {
        if (_wrapUps?.Remove(wrapUp) != true)
            throw new InvalidOperationException($"The agent {Id} has no wrap-up of the offer {wrapUp.Document.Offer}.");
        UsedCapacity -= wrapUp.Document.Cost;
    }

    /// <summary>Whether it is available and can take one more contact of a channel.</summary>
    public bool HasRoom(int channel) => Presence == Presence.Available && HasRoomFor(channel);

    /// <summary>Whether it can take one more contact of a channel, regardless of its presence.</summary>
    public bool HasRoomFor(int channel) => _capacity.HasRoom(channel, this);

    /// <summary>Whether it lacks free capacity for a contact of a channel that fits its whole capacity.</summary>
    public bool IsShortFor(int channel) =>
        CostOf(channel) <= Profile.Capacity && UsedCapacity + CostOf(channel) > Profile.Capacity;

    /// <summary>The capacity that must become free before it has room for a contact.</summary>
    public int LacksFor(Contact contact) => UsedCapacity + CostOf(contact.Line.Key.Channel) - Profile.Capacity;

    /// <summary>The capacity that a contact of a channel takes.</summary>
    public int CostOf(int channel) => _capacity.CostOf(channel);
}

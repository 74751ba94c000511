namespace Acd.Core.Tests;

/// <summary>Agents that keep their room for the first contact that needs more of it.</summary>
public sealed partial class ReferenceModel
{
    /// <summary>Whether an agent keeps its room for a contact before this one, which would take of it.</summary>
    public bool KeepsRoomFrom(ModelAgent agent, ModelContact contact) =>
        _contacts.Find(other => other.RoomAt == agent.Id) is { } first
        && IsBefore(first, contact) && !FitsBeside(agent, first, contact);

    private static bool IsBefore(ModelContact first, ModelContact contact) =>
        (first.Rank, first.Sequence).CompareTo((contact.Rank, contact.Sequence)) < 0;

    /// <summary>Whether a contact leaves room for an earlier one, beside the agent's contacts that cost less.</summary>
    private bool FitsBeside(ModelAgent agent, ModelContact first, ModelContact contact)
    {
        var needed = CostOf(agent, first.Channel).Cost;
        var small = ContactsOf(agent).Select(pair => pair.Offer.Cost).Concat(agent.WrapUps.Select(wrapUp => wrapUp.Cost))
            .Where(cost => cost < needed).Sum();
        return small + CostOf(agent, contact.Channel).Cost + needed <= agent.Profile.Capacity;
    }

    /// <summary>The room that an agent lacks for a contact that fits its whole capacity; null if it lacks none.</summary>
    private int? Lacks(ModelAgent agent, ModelContact contact)
    {
        var cost = CostOf(agent, contact.Channel).Cost;
        var lacks = Taken(agent) + cost - agent.Profile.Capacity;
        return cost <= agent.Profile.Capacity && lacks > 0 ? lacks : null;
    }

    /// <summary>Whether an agent could keep room for a contact that waits, or go on doing so.</summary>
    private bool MayKeepRoom(ModelAgent agent, ModelContact contact) =>
        contact is { State: ContactState.Queued, IsAway: false }
        && _settings.KeepRoomForFirst > TimeSpan.Zero
        && !(contact.RoomKeptSince + _settings.KeepRoomForFirst <= _now)
        && agent.Presence == Presence.Available
        && agent.HasSkills(contact.Requirements)
        && (KeptFor(contact) ?? agent) == agent
        && !CooldownHolds(contact, agent)
        && Lacks(agent, contact) is not null;

    /// <summary>Releases the room that is kept for no reason any longer.</summary>
    private void ReleaseRoom()
    {
        foreach (var contact in _contacts.Where(contact => contact.RoomAt is not null))
        {
            if (_agents.Find(agent => agent.Id == contact.RoomAt) is not { } keeper || !MayKeepRoom(keeper, contact))
                contact.RoomAt = null;
        }
    }

    /// <summary>Whether an agent keeps its room for an earlier contact instead of being offered this one.</summary>
    private bool KeepsInstead(ModelAgent agent, ModelContact contact)
    {
        if (_contacts.Count(other => other.RoomAt is not null) >= Limits.RoomsKept)
            return false;
        var kept = _contacts.Find(other => other.RoomAt == agent.Id);
        var first = InLine(_contacts).FirstOrDefault(other => IsBefore(other, contact)
            && (kept is null || IsBefore(other, kept))
            && MayKeepRoom(agent, other) && !FitsBeside(agent, other, contact) && LacksLeast(agent, other));
        if (first is null)
            return false;
        kept?.RoomAt = null;
        first.RoomAt = agent.Id;
        first.RoomKeptSince ??= _now;
        return true;
    }

    private bool LacksLeast(ModelAgent agent, ModelContact contact) =>
        contact.RoomAt is not { } keeper || Lacks(agent, contact) < Lacks(Agent(keeper), contact);

    private static void ForgetRoom(ModelContact contact) => (contact.RoomAt, contact.RoomKeptSince) = (null, null);
}

namespace Acd.Core.Tests;

/// <summary>An agent of the reference model.</summary>
public sealed class ModelAgent
{
    public required AgentId Id { get; init; }
    public required long Sequence { get; init; }
    public required AgentProfile Profile { get; set; }
    public required Timestamp PresenceSince { get; set; }
    public Presence Presence { get; set; }
    public string? Reason { get; set; }
    public long IdleOrder { get; set; }
    public long ContactOrder { get; set; }

    /// <summary>The greatest number of the offers that it had and has no longer.</summary>
    public long OfferOrder { get; set; }

    /// <summary>The greatest number of the offers that were ever made to it.</summary>
    public long LastOffer { get; set; }

    public int ContactsToday { get; set; }
    public DateOnly? CountedDay { get; set; }
    public int MissedOffers { get; set; }
    public bool HasHeartbeat { get; set; }
    public Timestamp SilentAt { get; set; }

    public bool HasSkills(IReadOnlyList<Requirement> requirements)
    {
        foreach (var requirement in requirements)
        {
            if (LevelOf(requirement.Skill) < requirement.Level)
                return false;
        }

        return true;
    }

    /// <summary>Its proficiency in a skill; 0 where it has not got it.</summary>
    public int LevelOf(SkillId skill)
    {
        foreach (var own in Profile.Skills)
        {
            if (own.Skill == skill)
                return own.Level;
        }

        return 0;
    }

    public AgentDocument Document() => new()
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
        ContactsToday = ContactsToday,
        CountedDay = CountedDay,
        MissedOffers = MissedOffers,
        HasHeartbeat = HasHeartbeat,
    };
}

/// <summary>A closed contact that the reference model remembers, and when it forgets it.</summary>
public sealed record ModelClosed(ClosedContact Contact, Timestamp ForgetAt);

/// <summary>The place of a caller who hung up, and until when it is kept.</summary>
public sealed record ModelAbandonedPlace(
    QueueId Queue, string CallerId, ContactId Contact, Timestamp Rank, Timestamp At, Timestamp Until);

/// <summary>Something that the reference model does at a time.</summary>
/// <param name="Due">When.</param>
/// <param name="Kind">Of two at one time, the lower comes first.</param>
/// <param name="Number">Of two of one kind at one time, the lower comes first.</param>
/// <param name="Happens">What it does.</param>
public sealed record ModelDeadline(Timestamp Due, int Kind, long Number, Action Happens);

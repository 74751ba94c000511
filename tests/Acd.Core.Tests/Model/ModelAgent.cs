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

    /// <summary>The greatest number among its ended offers.</summary>
    public long OfferOrder { get; set; }

    /// <summary>The greatest number among all its offers.</summary>
    public long LastOffer { get; set; }

    public int ContactsToday { get; set; }
    public DateOnly? CountedDay { get; set; }
    public int MissedOffers { get; set; }
    public Timestamp? MissedAt { get; set; }
    public Timestamp? AcceptedAt { get; set; }
    public bool HasHeartbeat { get; set; }
    public int DeclinedOffers { get; set; }
    public Timestamp SilentAt { get; set; }

    /// <summary>Its wrap-ups of contacts that it passed on, by start.</summary>
    public List<AgentWrapUpDocument> WrapUps { get; } = [];

    public bool HasSkills(IReadOnlyList<Requirement> requirements)
    {
        foreach (var requirement in requirements)
        {
            if (LevelOf(requirement.Skill) < requirement.Level)
                return false;
        }

        return true;
    }

    /// <summary>Its level of a skill, or 0.</summary>
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
        WrapUps = WrapUps.Count == 0 ? null : [.. WrapUps],
        MissedAt = MissedAt,
        AcceptedAt = AcceptedAt,
        DeclinedOffers = DeclinedOffers,
    };
}

/// <summary>A remembered closed contact and the time of its eviction.</summary>
public sealed record ModelClosed(ClosedContact Contact);

/// <summary>An abandoned place and its expiry.</summary>
public sealed record ModelAbandonedPlace(
    QueueId Queue, string CallerId, ContactId Contact, Timestamp Rank, Timestamp At, Timestamp Until);

/// <summary>A deadline of the reference model.</summary>
/// <param name="Due">The due time.</param>
/// <param name="Kind">The kind. Of two at one time the lower kind runs first.</param>
/// <param name="Number">The number. Of two of one kind at one time the lower number runs first.</param>
/// <param name="Happens">The action.</param>
public sealed record ModelDeadline(Timestamp Due, int Kind, long Number, Action Happens);

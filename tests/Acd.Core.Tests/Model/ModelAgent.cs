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
    public int MissedOffers { get; set; }
    public bool HasHeartbeat { get; set; }
    public Timestamp SilentAt { get; set; }

    public bool HasSkills(IReadOnlyList<Requirement> requirements)
    {
        foreach (var requirement in requirements)
        {
            if (!Has(requirement))
                return false;
        }

        return true;
    }

    private bool Has(Requirement requirement)
    {
        foreach (var skill in Profile.Skills)
        {
            if (skill.Skill == requirement.Skill)
                return skill.Level >= requirement.Level;
        }

        return false;
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
        MissedOffers = MissedOffers,
        HasHeartbeat = HasHeartbeat,
    };
}

/// <summary>A closed contact that the reference model remembers, and when it forgets it.</summary>
public sealed record ModelClosed(ClosedContact Contact, Timestamp ForgetAt);

/// <summary>Something that the reference model does at a time.</summary>
/// <param name="Due">When.</param>
/// <param name="Kind">Of two at one time, the lower comes first.</param>
/// <param name="Number">Of two of one kind at one time, the lower comes first.</param>
/// <param name="Happens">What it does.</param>
public sealed record ModelDeadline(Timestamp Due, int Kind, long Number, Action Happens);

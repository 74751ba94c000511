using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>An agent as the events tell it.</summary>
internal sealed class ProjectedAgent(AgentId id, long sequence, AgentProfile profile)
{
    public AgentId Id { get; } = id;

    public long Sequence { get; } = sequence;

    public AgentProfile Profile { get; set; } = profile;

    public Presence Presence { get; set; } = Presence.Offline;

    public string? Reason { get; set; }

    /// <summary>Its place among the idle, made of the events by the rules; the longest idle has the least.</summary>
    public long IdleOrder { get; set; }

    /// <summary>Its place among the idle where breaks do not count.</summary>
    public long ContactOrder { get; set; }

    /// <summary>The number of the last offer that was made to it.</summary>
    public long LastOffer { get; set; }

    /// <summary>How many contacts it accepted on the day on which it accepted the last one.</summary>
    public (DateOnly Day, int Contacts) Accepted { get; set; }

    /// <summary>The contacts it has, with the offers by which it has them.</summary>
    public List<(ProjectedContact Contact, ProjectedOffer Offer)> Assignments { get; } = [];

    public int UsedCapacity => Assignments.Sum(one => one.Offer.Cost);

    /// <summary>Its level in a skill; 0 where it has not the skill.</summary>
    public int LevelOf(SkillId skill) => Profile.Skills.FirstOrDefault(own => own.Skill == skill)?.Level ?? 0;
}

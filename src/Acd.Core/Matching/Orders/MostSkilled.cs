namespace Acd.Core.Matching;

/// <summary>
/// The agent whose levels in the skills that are required have the greatest sum: the same for all who share a profile.
/// </summary>
internal sealed class MostSkilled : AgentOrder
{
    public override string Why => "its levels in the skills that are required had the greatest sum";

    public override HeapKey KeyOf(Agent agent) => new(0, IdleOf(agent));

    public override long BiasOf(SkillProfile profile, Requirement[] requirements)
    {
        var sum = 0;
        foreach (var requirement in requirements) sum += profile.LevelOf(requirement.Skill);
        return -sum;
    }
}

namespace Acd.Core;

/// <summary>What each command about the whole center does.</summary>
internal sealed class CenterRules(Center center, AgentRules agents)
{
    public Result Open(bool agentsToo)
    {
        if (!center.Settings.Open) center.Change(center.Settings with { Open = true });
        if (agentsToo) SetAll(agent => agent.Presence != Presence.Available, Presence.Available, null);
        foreach (var contact in center.WaitingInOrder) center.Agenda.Add(contact);
        return Result.Of(center);
    }

    public Result Close(bool agentsToo)
    {
        if (center.Settings.Open) center.Change(center.Settings with { Open = false });
        if (agentsToo) SetAll(agent => agent.Presence == Presence.Available, Presence.NotReady, "closed");
        return Result.Of(center);
    }

    public Result PutQueue(QueueSettings queue)
    {
        if (center.FindQueue(queue.Id) is not { } known) return Result.Of(Refusals.QueueUnknown(queue.Id));
        if (QueueChecks.Check(queue) is { } refusal) return Result.Of(refusal);
        var queues = center.Settings.Queues.Select(other => other.Id == queue.Id ? queue : other);
        if (known.Settings != queue) center.Change(center.Settings with { Queues = [.. queues] });
        return Result.Of(center);
    }

    public Result PutSkill(SkillSettings skill)
    {
        if (!Id.IsValid(skill.Id.Value)) return Result.Of(Refusals.BadId("skill"));
        if (skill.Description.Length > Limits.NameLength)
            return Result.Of(Refusals.OutOfRange("description", $"at most {Limits.NameLength} characters"));
        var skills = center.Settings.Skills;
        var others = skills.Where(other => other.Id != skill.Id).ToList();
        if (others.Count == Limits.DescribedSkills)
            return Result.Of(Refusals.OutOfRange("skills", $"at most {Limits.DescribedSkills} described skills"));
        if (!skills.Contains(skill)) center.Change(center.Settings with { Skills = [.. others, skill] });
        return Result.Of(Views.SkillsOf(center, skill.Id));
    }

    public Result RemoveSkill(SkillId skill)
    {
        var others = center.Settings.Skills.Where(other => other.Id != skill).ToList();
        if (others.Count < center.Settings.Skills.Count) center.Change(center.Settings with { Skills = others });
        foreach (var agent in center.AgentsInOrder) agents.RemoveSkill(agent, skill);
        return Result.Of(Views.SkillsOf(center, skill));
    }

    private void SetAll(Predicate<Agent> whom, Presence presence, string? reason)
    {
        foreach (var agent in center.AgentsInOrder)
            if (whom(agent)) center.Presences.Set(agent, presence, reason);
    }
}

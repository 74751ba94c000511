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

    public Result PutChannel(ChannelCost channel)
    {
        if (Check(channel) is { } refusal) return Result.Of(refusal);
        var channels = center.Settings.Channels;
        if (channels.Contains(channel)) return Result.Of(center);
        var isKnown = center.Channels.NumberOf(channel.Channel) >= 0;
        if (!isKnown && channels.Count >= Limits.Channels)
            return Result.Of(Refusals.OutOfRange("channels", $"at most {Limits.Channels} channels"));
        IReadOnlyList<ChannelCost> changed = isKnown
            ? [.. channels.Select(other => other.Channel == channel.Channel ? channel : other)]
            : [.. channels, channel];
        center.Change(center.Settings with { Channels = changed });
        center.ChangeChannels();
        return Result.Of(center);
    }

    public Result PutTimeZone(string timeZone)
    {
        if (HoursChecks.CheckZone("timeZone", timeZone) is { } refusal) return Result.Of(refusal);
        if (center.Settings.TimeZone != timeZone) center.Change(center.Settings with { TimeZone = timeZone });
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
        return Result.Of(() => Views.SkillsOf(center, skill.Id));
    }

    public Result RemoveSkill(SkillId skill)
    {
        var others = center.Settings.Skills.Where(other => other.Id != skill).ToList();
        if (others.Count < center.Settings.Skills.Count) center.Change(center.Settings with { Skills = others });
        foreach (var agent in center.AgentsInOrder) agents.RemoveSkill(agent, skill);
        return Result.Of(() => Views.SkillsOf(center, skill));
    }

    private static Refusal? Check(ChannelCost channel)
    {
        if (!Id.IsValid(channel.Channel.Value)) return Refusals.BadId("channel");
        return FieldChecks.Number("cost", channel.Cost, 1, Limits.MaxCapacity)
            ?? FieldChecks.Number("maxContacts", channel.MaxContacts, 1, Limits.MaxCapacity);
    }

    private void SetAll(Predicate<Agent> whom, Presence presence, string? reason)
    {
        foreach (var agent in center.AgentsInOrder)
            if (whom(agent)) center.Presences.Set(agent, presence, reason);
    }
}

namespace Acd.Core;

/// <summary>What each command about the whole center does.</summary>
internal sealed class CenterCommandHandler(EngineState center, AgentCommandHandler agents)
{
    public CommandResult Open(bool agentsToo)
    {
        if (!center.Settings.Open) center.ChangeSettings(center.Settings with { Open = true });
        if (agentsToo) SetAll(agent => agent.Presence != Presence.Available, Presence.Available, null);
        foreach (var contact in center.WaitingInOrder) center.Pending.Add(contact);
        return CommandResult.Of(center);
    }

    public CommandResult Close(bool agentsToo)
    {
        if (center.Settings.Open) center.ChangeSettings(center.Settings with { Open = false });
        if (agentsToo) SetAll(agent => agent.Presence == Presence.Available, Presence.NotReady, "closed");
        return CommandResult.Of(center);
    }

    public CommandResult PutChannel(ChannelCost channel)
    {
        if (Check(channel) is { } refusal) return CommandResult.Of(refusal);
        var channels = center.Settings.Channels;
        if (channels.Contains(channel)) return CommandResult.Of(center);
        var isKnown = center.Channels.NumberOf(channel.Channel) >= 0;
        if (!isKnown && channels.Count >= Limits.Channels)
            return CommandResult.Of(Refusals.OutOfRange("channels", $"at most {Limits.Channels} channels"));
        IReadOnlyList<ChannelCost> changed = isKnown
            ? [.. channels.Select(other => other.Channel == channel.Channel ? channel : other)]
            : [.. channels, channel];
        center.ChangeSettings(center.Settings with { Channels = changed });
        center.ChangeChannels();
        return CommandResult.Of(center);
    }

    public CommandResult PutTimeZone(string timeZone)
    {
        if (OpeningHoursValidator.CheckZone("timeZone", timeZone) is { } refusal) return CommandResult.Of(refusal);
        if (center.Settings.TimeZone != timeZone) center.ChangeSettings(center.Settings with { TimeZone = timeZone });
        return CommandResult.Of(center);
    }

    public CommandResult PutSkill(SkillSettings skill)
    {
        if (!Id.IsValid(skill.Id.Value)) return CommandResult.Of(Refusals.BadId("skill"));
        if (skill.Description.Length > Limits.NameLength)
            return CommandResult.Of(Refusals.OutOfRange("description", $"at most {Limits.NameLength} characters"));
        var skills = center.Settings.Skills;
        var others = skills.Where(other => other.Id != skill.Id).ToList();
        if (others.Count == Limits.DescribedSkills)
            return CommandResult.Of(Refusals.OutOfRange("skills", $"at most {Limits.DescribedSkills} described skills"));
        if (!skills.Contains(skill)) center.ChangeSettings(center.Settings with { Skills = [.. others, skill] });
        return CommandResult.Of(() => ReplyMapper.SkillsOf(center, skill.Id));
    }

    public CommandResult RemoveSkill(SkillId skill)
    {
        var others = center.Settings.Skills.Where(other => other.Id != skill).ToList();
        if (others.Count < center.Settings.Skills.Count) center.ChangeSettings(center.Settings with { Skills = others });
        foreach (var agent in center.AgentsInOrder) agents.RemoveSkill(agent, skill);
        return CommandResult.Of(() => ReplyMapper.SkillsOf(center, skill));
    }

    private static Refusal? Check(ChannelCost channel)
    {
        if (!Id.IsValid(channel.Channel.Value)) return Refusals.BadId("channel");
        return FieldValidator.Number("cost", channel.Cost, 1, Limits.MaxCapacity)
            ?? FieldValidator.Number("maxContacts", channel.MaxContacts, 1, Limits.MaxCapacity);
    }

    private void SetAll(Predicate<Agent> whom, Presence presence, string? reason)
    {
        foreach (var agent in center.AgentsInOrder)
            if (whom(agent)) center.PresenceTransitions.Set(agent, presence, reason);
    }
}

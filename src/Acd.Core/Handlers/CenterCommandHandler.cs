namespace Acd.Core;

/// <summary>Handles the commands about the whole center.</summary>
internal sealed class CenterCommandHandler(EngineState state, AgentCommandHandler agents)
{
    public CommandResult Open(bool agentsToo)
    {
        if (!state.Settings.Open) state.ChangeSettings(state.Settings with { Open = true });
        if (agentsToo) SetAll(agent => agent.Presence != Presence.Available, Presence.Available, null);
        foreach (var contact in state.WaitingInOrder) state.Pending.Add(contact);
        state.FurtherRings.AddAllToPending();
        return CommandResult.Of(state);
    }

    public CommandResult Close(bool agentsToo)
    {
        if (state.Settings.Open) state.ChangeSettings(state.Settings with { Open = false });
        if (agentsToo) SetAll(agent => agent.Presence == Presence.Available, Presence.NotReady, "closed");
        return CommandResult.Of(state);
    }

    public CommandResult PutChannel(ChannelCost channel)
    {
        if (Check(channel) is { } refusal) return CommandResult.Of(refusal);
        var channels = state.Settings.Channels;
        if (channels.Contains(channel)) return CommandResult.Of(state);
        var isKnown = state.Channels.NumberOf(channel.Channel) >= 0;
        if (!isKnown && channels.Count >= Limits.Channels)
            return CommandResult.Of(Refusals.OutOfRange("channels", $"at most {Limits.Channels} channels"));
        IReadOnlyList<ChannelCost> changed = isKnown
            ? [.. channels.Select(other => other.Channel == channel.Channel ? channel : other)]
            : [.. channels, channel];
        state.ChangeSettings(state.Settings with { Channels = changed });
        state.ChangeChannels();
        return CommandResult.Of(state);
    }

    public CommandResult PutTimeZone(string timeZone)
    {
        if (OpeningHoursValidator.CheckZone("timeZone", timeZone) is { } refusal) return CommandResult.Of(refusal);
        if (state.Settings.TimeZone != timeZone) state.ChangeSettings(state.Settings with { TimeZone = timeZone });
        return CommandResult.Of(state);
    }

    public CommandResult PutKeepRoom(TimeSpan time)
    {
        if (FieldValidator.Seconds("keepRoomForFirst", time, 0, 86_400) is { } refusal) return CommandResult.Of(refusal);
        if (state.Settings.KeepRoomForFirst == time) return CommandResult.Of(state);
        state.ChangeSettings(state.Settings with { KeepRoomForFirst = time });
        state.RoomKeeping.Rearm();
        return CommandResult.Of(state);
    }

    public CommandResult PutSkill(SkillSettings skill)
    {
        if (!Id.IsValid(skill.Id.Value)) return CommandResult.Of(Refusals.BadId("skill"));
        if (skill.Description.Length > Limits.NameLength)
            return CommandResult.Of(Refusals.OutOfRange("description", $"at most {Limits.NameLength} characters"));
        var skills = state.Settings.Skills;
        var others = skills.Where(other => other.Id != skill.Id).ToList();
        if (others.Count == Limits.DescribedSkills)
            return CommandResult.Of(Refusals.OutOfRange("skills", $"at most {Limits.DescribedSkills} described skills"));
        if (!skills.Contains(skill)) state.ChangeSettings(state.Settings with { Skills = [.. others, skill] });
        return CommandResult.Of(() => ReplyMapper.SkillsOf(state, skill.Id));
    }

    public CommandResult RemoveSkill(SkillId skill)
    {
        var others = state.Settings.Skills.Where(other => other.Id != skill).ToList();
        if (others.Count < state.Settings.Skills.Count) state.ChangeSettings(state.Settings with { Skills = others });
        foreach (var agent in state.AgentsInOrder) agents.RemoveSkill(agent, skill);
        return CommandResult.Of(() => ReplyMapper.SkillsOf(state, skill));
    }

    private static Refusal? Check(ChannelCost channel)
    {
        if (!Id.IsValid(channel.Channel.Value)) return Refusals.BadId("channel");
        return FieldValidator.Number("cost", channel.Cost, 1, Limits.MaxCapacity)
            ?? FieldValidator.Number("maxContacts", channel.MaxContacts, 1, Limits.MaxCapacity)
            ?? FieldValidator.Number("maxOffers", channel.MaxOffers, 1, Limits.MaxOffers);
    }

    // A closed center offers nothing, so what rings when it closes can only be answered where it rings.
    private void SetAll(Predicate<Agent> filter, Presence presence, string? reason)
    {
        foreach (var agent in state.AgentsInOrder)
            if (filter(agent)) state.PresenceTransitions.Set(agent, presence, reason, keepOffers: true);
    }
}

namespace Acd.Core;

/// <summary>Handles the commands about the whole center.</summary>
internal sealed class CenterCommandHandler(EngineState state, AgentCommandHandler agents)
{
    public CommandResult Open(bool agentsToo)
    {
        if (!state.Settings.Open) state.ChangeSettings(new SettingsChanged { Open = true });
        if (agentsToo) SetAll(agent => agent.Presence != Presence.Available, Presence.Available, null);
        foreach (var contact in state.WaitingInOrder) state.Pending.Add(contact);
        state.FurtherRings.AddAllToPending();
        return CommandResult.Of(state);
    }

    public CommandResult Close(bool agentsToo)
    {
        if (state.Settings.Open) state.ChangeSettings(new SettingsChanged { Open = false });
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
        state.ChangeSettings(new SettingsChanged { Channel = channel });
        state.ChangeChannels();
        return CommandResult.Of(state);
    }

    public CommandResult PutTimeZone(string timeZone)
    {
        if (OpeningHoursValidator.CheckZone("timeZone", timeZone) is { } refusal) return CommandResult.Of(refusal);
        if (state.Settings.TimeZone != timeZone) state.ChangeSettings(new SettingsChanged { TimeZone = timeZone });
        return CommandResult.Of(state);
    }

    public CommandResult PutKeepRoom(TimeSpan time)
    {
        if (FieldValidator.Seconds("keepRoomForFirst", time, 0, 86_400) is { } refusal) return CommandResult.Of(refusal);
        if (state.Settings.KeepRoomForFirst == time) return CommandResult.Of(state);
        state.ChangeSettings(new SettingsChanged { KeepRoomForFirst = time });
        state.RoomKeeping.Rearm();
        return CommandResult.Of(state);
    }

    public CommandResult PutSkill(SkillSettings skill)
    {
        if (!Id.IsValid(skill.Id.Value)) return CommandResult.Of(Refusals.BadId("skill"));
        if (skill.Description.Length > Limits.NameLength)
            return CommandResult.Of(Refusals.OutOfRange("description", $"at most {Limits.NameLength} characters"));
        var skills = state.Settings.Skills;
        if (skills.Count(other => other.Id != skill.Id) >= Limits.DescribedSkills)
            return CommandResult.Of(Refusals.OutOfRange("skills", $"at most {Limits.DescribedSkills} described skills"));
        if (!skills.Contains(skill)) state.ChangeSettings(new SettingsChanged { Skill = skill });
        return CommandResult.Of(() => ReplyMapper.SkillsOf(state, skill.Id));
    }

    public CommandResult RemoveSkill(SkillId skill)
    {
        if (state.Settings.Skills.Any(known => known.Id == skill))
            state.ChangeSettings(new SettingsChanged { RemovedSkill = skill });
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

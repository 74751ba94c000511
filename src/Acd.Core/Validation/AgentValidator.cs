namespace Acd.Core;

/// <summary>Validates the fields of commands about agents.</summary>
internal static class AgentValidator
{
    public static Refusal? Check(PutAgent command, EngineState state)
    {
        if (!Id.IsValid(command.Agent.Value)) return Refusals.BadId("id");
        var profile = command.Profile;
        if (profile.Name?.Length > Limits.NameLength)
            return Refusals.OutOfRange("name", $"at most {Limits.NameLength} characters");
        if (profile.Capacity is < 1 or > Limits.MaxCapacity)
            return Refusals.OutOfRange("capacity", $"1 to {Limits.MaxCapacity}");
        return FieldValidator.Length("address", profile.Address, 1, Limits.NameLength)
            ?? CheckSkills(profile.Skills) ?? CheckChannels(profile.Channels, state);
    }

    public static bool SameProfile(AgentProfile one, AgentProfile other) =>
        one with { Skills = [], Channels = [] } == other with { Skills = [], Channels = [] }
        && one.Skills.SequenceEqual(other.Skills) && one.Channels.SequenceEqual(other.Channels);

    private static Refusal? CheckSkills(IReadOnlyList<AgentSkill> skills)
    {
        if (skills.Count > Limits.SkillsPerAgent)
            return Refusals.OutOfRange("skills", $"at most {Limits.SkillsPerAgent} skills");
        for (var index = 0; index < skills.Count; index++)
        {
            var (skill, level) = skills[index];
            if (FieldValidator.Skill($"skills[{index}]", skill, level) is { } refusal) return refusal;
            for (var earlier = 0; earlier < index; earlier++)
                if (skills[earlier].Skill == skill) return Refusals.Duplicate("skills", skill.Value);
        }

        return null;
    }

    private static Refusal? CheckChannels(IReadOnlyList<ChannelCost> channels, EngineState state)
    {
        if (channels.Count > Limits.Channels) return Refusals.OutOfRange("channels", $"at most {Limits.Channels} channels");
        for (var index = 0; index < channels.Count; index++)
        {
            var (channel, cost, most, offers) = channels[index];
            var field = $"channels[{index}]";
            if (state.Channels.NumberOf(channel) < 0)
                return Refusals.ChannelUnknown(channel, $"{field}.channel", state.Settings.Channels);
            if (cost is < 1 or > Limits.MaxCapacity) return Refusals.OutOfRange($"{field}.cost", $"1 to {Limits.MaxCapacity}");
            if (most is < 1 or > Limits.MaxCapacity)
                return Refusals.OutOfRange($"{field}.maxContacts", $"1 to {Limits.MaxCapacity}");
            if (offers is < 1 or > Limits.MaxOffers)
                return Refusals.OutOfRange($"{field}.maxOffers", $"1 to {Limits.MaxOffers}");
            for (var earlier = 0; earlier < index; earlier++)
                if (channels[earlier].Channel == channel) return Refusals.Duplicate("channels", channel.Value);
        }

        return null;
    }
}

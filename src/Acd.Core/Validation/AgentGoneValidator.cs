namespace Acd.Core;

/// <summary>Validates a queue's rules for contacts whose agent is gone.</summary>
internal static class AgentGoneValidator
{
    private const int SecondsOfDay = 86_400;

    public static Refusal? Check(string field, IReadOnlyList<AgentGoneRule> rules, EngineState state)
    {
        if (FieldValidator.Count(field, rules.Count, Limits.AgentGoneRules, "rules") is { } tooMany) return tooMany;
        for (var index = 0; index < rules.Count; index++)
        {
            var (rule, name) = (rules[index], $"{field}[{index}]");
            if (rule.Channel is { } channel && state.Channels.NumberOf(channel) < 0)
                return Refusals.ChannelUnknown(channel, $"{name}.channel", state.Settings.Channels);
            var refusal = FieldValidator.Seconds($"{name}.after", rule.After, 1, SecondsOfDay)
                ?? FieldValidator.Defined($"{name}.do", rule.Do);
            if (refusal is not null) return refusal;
            for (var earlier = 0; earlier < index; earlier++)
                if (rules[earlier].Channel == rule.Channel)
                    return Refusals.Duplicate(field, rule.Channel?.Value ?? "no channel");
        }

        return null;
    }
}

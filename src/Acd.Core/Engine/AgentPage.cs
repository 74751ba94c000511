namespace Acd.Core;

/// <summary>Pages of agents, by sequence, with filters.</summary>
internal static class AgentPage
{
    /// <summary>How many agents one page looks at. A page with a filter may be short, and have a next one.</summary>
    internal const int MaxScanned = 20_000;

    public static Reply Of(ListAgents query, EngineState state)
    {
        if (query.Limit is < 1 or > Limits.PageSize) return Refusals.OutOfRange("limit", $"1 to {Limits.PageSize}");
        if (FieldValidator.Length("search", query.Search, 1, Limits.SearchLength) is { } badSearch) return badSearch;
        QueueSkills? queue = null;
        if (query.Queue is { } id && !QueueSkills.OfAll(state).TryGetValue(id, out queue)) return Refusals.QueueUnknown(id);

        var (found, agents) = (new List<AgentReply>(), state.AgentsInOrder);
        var from = state.FirstAgentAfter(query.After);
        var at = from;
        for (; at < agents.Count && at - from < MaxScanned && found.Count < query.Limit; at++)
        {
            var agent = agents[at];
            if (queue is not null && !queue.AreServedBy(agent.SkillProfile!)) continue;
            if (IsWanted(agent, query)) found.Add(ReplyMapper.Of(agent));
        }

        return new AgentsReply(found, at < agents.Count ? agents[at - 1].Sequence : null);
    }

    private static bool IsWanted(Agent agent, ListAgents query) =>
        (query.State is null || AgentStates.Of(agent) == query.State)
        && (query.Skill is not { } skill || agent.Profile.Skills.Any(has => has.Skill == skill))
        && (query.Search is not { } text
            || agent.Id.Value.Contains(text, StringComparison.OrdinalIgnoreCase)
            || agent.Profile.Name?.Contains(text, StringComparison.OrdinalIgnoreCase) == true);
}

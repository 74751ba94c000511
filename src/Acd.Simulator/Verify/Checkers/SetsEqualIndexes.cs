using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// The store's sorted sets, to which only changes are written, hold what the documents say and what an engine derives that is
/// loaded from them.
/// </summary>
internal sealed class SortedSetsMatchEngine : Checker
{
    public override string Rule => "The store's sorted sets equal the engine's indexes.";

    public override string? AfterCommit(CommittedBatch commit, ProjectedState center, SimulatedDatabase database)
    {
        var sets = database.Sets;
        var queue = center.Waiting.ToDictionary(contact => contact.Id, contact => contact.Rank.Milliseconds);
        var room = center.Agents.Values
            .Where(agent => agent.Presence == Presence.Available && center.HasRoom(agent, ChannelId.Voice)).ToList();
        var available = room.ToDictionary(agent => agent.Id, agent => database.Agents[agent.Id].Document.IdleOrder);
        var withSkill = room.SelectMany(agent => agent.Profile.Skills.Select(skill => (skill.Skill, agent.Id)))
            .ToDictionary(one => one, one => available[one.Id]);
        return Compare("queue", sets.Queue, queue)
            ?? Compare("available", sets.Available, available)
            ?? Compare("available:skill", sets.AvailableWith, withSkill)
            ?? CompareReloaded(commit, database);
    }

    /// <summary>
    /// An engine does not show its indexes; but when every agent is made to leave, its changes say from which sets.
    /// </summary>
    private static string? CompareReloaded(CommittedBatch commit, SimulatedDatabase database)
    {
        var engine = Engine.Load(database.Read(), commit.Now);
        foreach (var agent in database.Agents.Keys) engine.Apply(new SetPresence(agent, Presence.NotReady), commit.Now);
        var left = engine.TakeChanges().Availability;
        var all = left.ToDictionary(change => change.Agent, _ => 0L);
        var withSkill = left.SelectMany(change => change.Left.Select(skill => (skill, change.Agent)))
            .ToDictionary(one => one, _ => 0L);
        return Compare("available after a reload", Members(database.Sets.Available), all)
            ?? Compare("available:skill after a reload", Members(database.Sets.AvailableWith), withSkill);
    }

    private static Dictionary<TKey, long> Members<TKey>(Dictionary<TKey, long> set) where TKey : notnull =>
        set.Keys.ToDictionary(key => key, _ => 0L);

    private static string? Compare<TKey>(string name, Dictionary<TKey, long> set, Dictionary<TKey, long> index)
        where TKey : notnull
    {
        foreach (var (key, score) in set)
        {
            if (!index.TryGetValue(key, out var right)) return $"The set {name} has {key}, the engine has not.";
            if (right != score) return $"The set {name} has {key} at {score}, the engine at {right}.";
        }

        var missing = index.Keys.Where(key => !set.ContainsKey(key)).ToList();
        return missing.Count == 0 ? null : $"The set {name} has not {missing[0]}, the engine has.";
    }
}

using Acd.Core;

namespace Acd.Grains;

/// <summary>The keys of a center's grains: <c>center</c> for its dispatcher, <c>center/id</c> for an agent or a skill.</summary>
/// <param name="Center">The center's name.</param>
/// <param name="Id">The agent's or the skill's id.</param>
internal readonly record struct GrainKey(string Center, string Id)
{
    // No id contains it.
    private const char Separator = '/';

    /// <summary>Reads the key of an agent's or a skill's grain. The id is not checked.</summary>
    /// <param name="key">The grain's key.</param>
    /// <param name="names">The names of the cluster, which serves one center.</param>
    /// <exception cref="ArgumentException">The key is not one of this center.</exception>
    public static GrainKey Parse(string key, ClusterNames names)
    {
        var end = key.IndexOf(Separator, StringComparison.Ordinal);
        if (end < 0 || key[..end] != names.Center)
            throw new ArgumentException($"The key must be {names.Center}{Separator}ID, but is {key}.", nameof(key));
        return new GrainKey(key[..end], key[(end + 1)..]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Center}{Separator}{Id}";
}

/// <summary>Finds the grains of a center.</summary>
public static class AcdGrainFactoryExtensions
{
    /// <summary>The center's dispatcher.</summary>
    /// <param name="grains">Orleans' client, or a silo.</param>
    /// <param name="center">The center's name.</param>
    public static IDispatcherGrain GetDispatcherGrain(this IGrainFactory grains, string center) =>
        grains.GetGrain<IDispatcherGrain>(center);

    /// <summary>An agent's session.</summary>
    /// <param name="grains">Orleans' client, or a silo.</param>
    /// <param name="center">The center's name.</param>
    /// <param name="agent">The agent.</param>
    public static IAgentGrain GetAgentGrain(this IGrainFactory grains, string center, AgentId agent) =>
        grains.GetGrain<IAgentGrain>(new GrainKey(center, agent.Value).ToString());

    /// <summary>A skill's board.</summary>
    /// <param name="grains">Orleans' client, or a silo.</param>
    /// <param name="center">The center's name.</param>
    /// <param name="skill">The skill.</param>
    public static ISkillGrain GetSkillGrain(this IGrainFactory grains, string center, SkillId skill) =>
        grains.GetGrain<ISkillGrain>(new GrainKey(center, skill.Value).ToString());
}

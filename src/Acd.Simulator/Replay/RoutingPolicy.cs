using Acd.Core;

namespace Acd.Simulator;

/// <summary>A policy for a day: settings of the queue, requirements of the calls and skills of the agents.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="About">Its description in a few words.</param>
public sealed record RoutingPolicy(string Name, string About)
{
    /// <summary>Makes the queue's settings of the bank's.</summary>
    public Func<QueueSettings, QueueSettings> Queue { get; init; } = static queue => queue;

    /// <summary>The gate of a type of calls; null if calls do not come by gates.</summary>
    public Func<string, GateSettings>? Gate { get; init; }

    /// <summary>The requirements of a type of calls.</summary>
    public Func<string, IReadOnlyList<Requirement>> Needs { get; init; } = static type => [new Requirement(new SkillId(type))];

    /// <summary>The types that an agent serves, of those that it served on the day.</summary>
    public Func<Shift, IReadOnlyList<Shift>, IReadOnlyList<string>> Types { get; init; } = static (shift, _) => shift.Types;
}

/// <summary>The policies that a replay can compare.</summary>
public static class RoutingPolicies
{
    /// <summary>The bank's policy: a head start for priority customers, and agents' served types as their skills.</summary>
    public static readonly RoutingPolicy Bank = new("bank", "the bank's head start");

    /// <summary>All policies, the bank's first.</summary>
    public static readonly IReadOnlyList<RoutingPolicy> All =
    [
        Bank,
        new("fifo", "first come, first served")
        {
            Queue = static queue => queue with { HeadStartPerPriority = TimeSpan.Zero },
        },
        new("strict", "priority customers before all others")
        {
            Queue = static queue => queue with { StrictPriority = true },
        },
        new("fewest", "the agent with the fewest calls today goes first")
        {
            Queue = static queue => queue with { Strategy = Strategy.FewestContacts },
        },
        new("round", "the agent with the oldest last offer goes first")
        {
            Queue = static queue => queue with { Strategy = Strategy.RoundRobin },
        },
        new("gates", "a gate for each type, all into one queue")
        {
            Needs = static _ => [],
            Gate = static type => GateOf(type, QueueId.Default),
        },
        new("queues", "a gate and a queue for each type")
        {
            Needs = static _ => [],
            Gate = static type => GateOf(type, new QueueId(type)),
        },
        new("merged", "every agent serves every type")
        {
            Needs = static _ => [],
        },
        new("separate", "every agent serves only the type it served most")
        {
            Types = OnlyMainType,
        },
    ];

    /// <summary>The policy of a name.</summary>
    /// <exception cref="UsageException">There is no such policy.</exception>
    public static RoutingPolicy Of(string name) => All.FirstOrDefault(policy => policy.Name == name)
        ?? throw new UsageException($"There is no policy {name}; there are {string.Join(", ", All.Select(one => one.Name))}.");

    private static GateSettings GateOf(string type, QueueId queue) =>
        new(new GateId(type), queue) { Requirements = [new Requirement(new SkillId(type))] };

    // A type that is no agent's main type stays with all agents who served it. Otherwise its callers would have no agent.
    private static IReadOnlyList<string> OnlyMainType(Shift shift, IReadOnlyList<Shift> all) =>
        [.. shift.Types.Where(type => type == shift.Main || all.All(other => other.Main != type))];
}

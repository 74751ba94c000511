using Acd.Core;

namespace Acd.Simulator;

/// <summary>A way to distribute the calls of a day: what the queue, the calls and the agents are told.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="About">What it does, in a few words.</param>
public sealed record RoutingPolicy(string Name, string About)
{
    /// <summary>The queue's settings, made of the bank's.</summary>
    public Func<QueueSettings, QueueSettings> Queue { get; init; } = static queue => queue;

    /// <summary>The gate by which calls of a type come, where they come by gates.</summary>
    public Func<string, GateSettings>? Gate { get; init; }

    /// <summary>What a call of a type asks for.</summary>
    public Func<string, IReadOnlyList<Requirement>> Needs { get; init; } = static type => [new Requirement(new SkillId(type))];

    /// <summary>The types that an agent serves, out of those that it served on the day.</summary>
    public Func<Shift, IReadOnlyList<Shift>, IReadOnlyList<string>> Types { get; init; } = static (shift, _) => shift.Types;
}

/// <summary>The policies that can be compared.</summary>
public static class RoutingPolicies
{
    /// <summary>The bank's own: a head start for priority customers, agents with the types they served as skills.</summary>
    public static readonly RoutingPolicy Bank = new("bank", "the bank's head start");

    /// <summary>All of them, the bank's first.</summary>
    public static readonly IReadOnlyList<RoutingPolicy> All =
    [
        Bank,
        new("fifo", "first come, first served")
        {
            Queue = static queue => queue with { HeadStartPerPriority = TimeSpan.Zero },
        },
        new("strict", "priority customers wholly before the others")
        {
            Queue = static queue => queue with { StrictPriority = true },
        },
        new("fewest", "who has answered the fewest calls today goes first")
        {
            Queue = static queue => queue with { Strategy = Strategy.FewestContacts },
        },
        new("round", "whose last offer is the longest ago goes first")
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
    /// <exception cref="UsageException">There is none.</exception>
    public static RoutingPolicy Of(string name) => All.FirstOrDefault(policy => policy.Name == name)
        ?? throw new UsageException($"There is no policy {name}; there are {string.Join(", ", All.Select(one => one.Name))}.");

    private static GateSettings GateOf(string type, QueueId queue) =>
        new(new GateId(type), queue) { Requirements = [new Requirement(new SkillId(type))] };

    // A type that is nobody's main one stays with all who served it: else its callers would wait for nobody.
    private static IReadOnlyList<string> OnlyMainType(Shift shift, IReadOnlyList<Shift> all) =>
        [.. shift.Types.Where(type => type == shift.Main || all.All(other => other.Main != type))];
}

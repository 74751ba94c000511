using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>The parameters of a run, which a seed determines before the first step.</summary>
internal sealed record SimulationParameters
{
    private static readonly string[] AllSkills = ["en", "fr", "billing", "loans"];
    private static readonly string[][] AllChannels =
        [["voice"], ["voice", "chat"], ["chat", "chat", "email", "voice", "task"]];

    /// <summary>The initial settings in the store.</summary>
    public required CenterSettings Settings { get; init; }

    public required int Agents { get; init; }

    public required IReadOnlyList<SkillId> Skills { get; init; }

    /// <summary>The channels of contacts. A channel that is listed twice is used twice as often.</summary>
    public required IReadOnlyList<ChannelId> Channels { get; init; }

    /// <summary>How much of the engine's features the run uses.</summary>
    public required FeatureMix Features { get; init; }

    /// <summary>The share of steps that inject a fault, in percent.</summary>
    public required int FaultPercent { get; init; }

    public required int Steps { get; init; }

    /// <summary>The longest time of a store call in each direction, without faults.</summary>
    public required TimeSpan MaxStoreDelay { get; init; }

    public required TimeSpan LeaseDuration { get; init; }

    public required int EventsKept { get; init; }

    public required TimeSpan CommitTimeout { get; init; }

    public required int MaxBatch { get; init; }

    public required int RecentEvents { get; init; }

    /// <summary>The number of events after which the statistics' documents are written.</summary>
    public required int BoardsEvery { get; init; }

    /// <summary>The number of processes: the active one and its standbys.</summary>
    public required int Processes { get; init; }

    /// <summary>The parameters of a seed.</summary>
    public static SimulationParameters Of(SeededRandom random) => new()
    {
        Settings = new CenterSettings
        {
            HeartbeatTimeout = TimeSpan.FromSeconds(random.Pick(2, 10, 30)),
            ClosedContactTtl = TimeSpan.FromSeconds(random.Pick(5, 60, 3600)),
            ClosedContactsKept = random.Pick(3, 20, 1_000_000),

            // Longer than a run with all its jumps of the clock: a key that is forgotten would be another key.
            RequestTtl = TimeSpan.FromDays(7),
        },
        Agents = random.Between(1, 6),
        Skills = [.. AllSkills.Take(random.Between(1, 4)).Select(SkillId.Of)],
        Channels = [.. random.Pick(AllChannels).Select(ChannelId.Of)],
        Features = FeatureMix.Of(random),
        FaultPercent = random.Pick(0, 4, 10, 20),
        Steps = random.Between(60, 160),
        MaxStoreDelay = TimeSpan.FromMilliseconds(random.Pick(0, 1, 3, 20)),
        LeaseDuration = TimeSpan.FromMilliseconds(random.Pick(500, 1500, 3000)),
        EventsKept = random.Pick(20, 10_000, 10_000, 10_000),
        CommitTimeout = TimeSpan.FromSeconds(random.Pick(1, 2, 5)),
        MaxBatch = random.Pick(1, 3, 1024),
        RecentEvents = random.Pick(8, 64, 4096),
        BoardsEvery = random.Pick(1, 20, 100, 32_768),
        Processes = random.Pick(1, 2, 2, 2, 3),
    };

    /// <summary>The options of a host.</summary>
    /// <param name="owner">The host's name as an owner of the lease.</param>
    /// <param name="scheduler">The scheduler of the host's tasks.</param>
    public EngineHostOptions HostOptions(string owner, TaskScheduler scheduler) => new()
    {
        Owner = owner,
        Scheduler = scheduler,
        CommitTimeout = CommitTimeout,
        MaxBatch = MaxBatch,
        RecentEvents = RecentEvents,
        BoardsEvery = BoardsEvery,
        EventsPreloaded = Math.Min(RecentEvents, 4096),
    };
}

/// <summary>How much a run uses of each feature. Some runs concentrate on one feature and others mix all.</summary>
internal sealed record FeatureMix
{
    /// <summary>The greatest number of queues besides the default queue, and of gates.</summary>
    public required int ExtraQueues { get; init; }

    /// <summary>How often a queue has its own strategy and number of simultaneous offers, in percent.</summary>
    public required int Strategies { get; init; }

    /// <summary>How often a queue has each of plan, limits, hours and actions, in percent.</summary>
    public required int Limits { get; init; }

    /// <summary>How often a contact has its own plan, in percent.</summary>
    public required int Plans { get; init; }

    /// <summary>How often a contact has a preferred agent, in percent.</summary>
    public required int Preferences { get; init; }

    /// <summary>How often a contact has a caller's id, in percent.</summary>
    public required int KnownCallers { get; init; }

    /// <summary>How often contacts that can be assigned or become callbacks do so, in percent.</summary>
    public required int Supervision { get; init; }

    /// <summary>The feature mix of a seed.</summary>
    public static FeatureMix Of(SeededRandom random) => new()
    {
        ExtraQueues = random.Pick(0, 1, 2, 3),
        Strategies = random.Pick(0, 30, 80),
        Limits = random.Pick(0, 0, 15, 35),
        Plans = random.Pick(0, 10, 40),
        Preferences = random.Pick(0, 15, 50),
        KnownCallers = random.Pick(0, 30, 80),
        Supervision = random.Pick(0, 40, 100),
    };
}

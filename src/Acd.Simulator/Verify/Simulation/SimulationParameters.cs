using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Verify;

/// <summary>What a run takes place in: all that a seed settles before the first step.</summary>
internal sealed record SimulationParameters
{
    private static readonly string[] AllSkills = ["en", "fr", "billing", "loans"];
    private static readonly string[][] AllChannels =
        [["voice"], ["voice", "chat"], ["chat", "chat", "email", "voice", "task"]];

    /// <summary>The settings that the store begins with.</summary>
    public required CenterSettings Settings { get; init; }

    public required int Agents { get; init; }

    public required IReadOnlyList<SkillId> Skills { get; init; }

    /// <summary>The channels of contacts; one that stands twice comes twice as often.</summary>
    public required IReadOnlyList<ChannelId> Channels { get; init; }

    /// <summary>How much of what the engine can do is used.</summary>
    public required FeatureMix Features { get; init; }

    /// <summary>Of how many steps one makes trouble, in percent.</summary>
    public required int FaultPercent { get; init; }

    public required int Steps { get; init; }

    /// <summary>The longest that the store takes to get a call, or to answer it, when all is well.</summary>
    public required TimeSpan MaxStoreDelay { get; init; }

    public required TimeSpan LeaseDuration { get; init; }

    public required int EventsKept { get; init; }

    public required TimeSpan CommitTimeout { get; init; }

    public required int MaxBatch { get; init; }

    public required int RecentEvents { get; init; }

    /// <summary>After how many events the boards' documents are written.</summary>
    public required int BoardsEvery { get; init; }

    /// <summary>How many processes there are: the active one and its standbys.</summary>
    public required int Processes { get; init; }

    /// <summary>The scenery of a seed.</summary>
    public static SimulationParameters Of(SeededRandom random) => new()
    {
        Settings = new CenterSettings
        {
            HeartbeatTimeout = TimeSpan.FromSeconds(random.Pick(2, 10, 30)),
            ClosedContactTtl = TimeSpan.FromSeconds(random.Pick(5, 60, 3600)),
            ClosedContactsKept = random.Pick(3, 20, 1_000_000),
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

    /// <summary>How a host of this scenery works.</summary>
    /// <param name="owner">Its name.</param>
    /// <param name="scheduler">Where it runs.</param>
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

/// <summary>How much a run uses of what the engine can do, so that some runs are about one thing and others about all.</summary>
internal sealed record FeatureMix
{
    /// <summary>How many queues there may be beside the default one, and how many gates.</summary>
    public required int ExtraQueues { get; init; }

    /// <summary>How often a queue has another strategy than the usual one, or rings at several at once, in percent.</summary>
    public required int Strategies { get; init; }

    /// <summary>How often a queue has each of plan, limits, hours and actions, in percent.</summary>
    public required int Limits { get; init; }

    /// <summary>How often a contact has a plan of its own, in percent.</summary>
    public required int Plans { get; init; }

    /// <summary>How often a contact is for a certain agent first, in percent.</summary>
    public required int Preferences { get; init; }

    /// <summary>How often it is known who calls, in percent.</summary>
    public required int KnownCallers { get; init; }

    /// <summary>How often contacts are assigned or become callbacks where they could, in percent.</summary>
    public required int Supervision { get; init; }

    /// <summary>The style of a seed.</summary>
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

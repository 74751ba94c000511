using Acd.Core;

namespace Acd.Hosting;

/// <summary>How an <see cref="EngineHost"/> works, and its bounds.</summary>
public sealed class EngineHostOptions
{
    /// <summary>
    /// How many requests may wait to be applied; past it they are refused with <see cref="HostRefusals.Busy"/>: 1 to 1,000,000.
    /// </summary>
    public int IntakeLimit { get; set; } = 16_384;

    /// <summary>How many requests one commit may carry: 1 to 100,000.</summary>
    public int MaxBatch { get; set; } = 1_024;

    /// <summary>
    /// How many reads of closed contacts may wait for the store at once; past it they are refused: 1 to 100,000.
    /// </summary>
    public int LookupLimit { get; set; } = 1_024;

    /// <summary>How many searches for contacts may be under way at once; past it they are refused: 1 to 10,000.</summary>
    public int SearchLimit { get; set; } = 32;

    /// <summary>After which time a commit, or another short call of the store, counts as failed: 10 ms to 10 min.</summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After which time loading the documents counts as failed, and then reading the boards' documents: 10 ms to 1 h.
    /// </summary>
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop may take to finish what was taken in: 0 to 10 min.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a standby asks for the lease: 10 ms to 1 min.</summary>
    public TimeSpan StandbyPoll { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long the first wait is after the store has failed; each further one is twice as long: 1 ms to 1 min.
    /// </summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait between two tries: <see cref="FirstBackoff"/> to 10 min.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many faults in a row, bugs of the engine or the store, the center stops for good: 1 to 100.</summary>
    public int MaxFaults { get; set; } = 3;

    /// <summary>How many of the latest events stay in memory for subscribers that come back: 1 to 10,000,000.</summary>
    public int RecentEvents { get; set; } = 65_536;

    /// <summary>
    /// How many of them are read from the store when this process takes over: 0 to <see cref="RecentEvents"/>.
    /// </summary>
    public int EventsPreloaded { get; set; } = 1_024;

    /// <summary>How many events may wait for a subscriber before it counts as too slow: 1 to 1,000,000.</summary>
    public int SubscriberBuffer { get; set; } = 4_096;

    /// <summary>
    /// After how many events the boards' documents are written at the latest: 1 to 1,000,000, and no more than the store keeps
    /// events. So many are read again, at the most, when the engine is loaded after a crash.
    /// </summary>
    public int BoardsEvery { get; set; } = Limits.StatisticsFlushEvery;

    /// <summary>By what contacts and agents are matched. Both kinds choose the same.</summary>
    public MatchingKind Matching { get; set; }

    /// <summary>The name by which people see who owns the engine. It must be this process's own.</summary>
    public string Owner { get; set; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Where the host's work runs: the thread pool, but where a simulation decides what runs when.</summary>
    internal TaskScheduler Scheduler { get; set; } = TaskScheduler.Default;

    /// <summary>What is wrong with these options, a sentence each; nothing where all is well.</summary>
    public IReadOnlyList<string> GetValidationErrors()
    {
        var problems = new List<string>();
        Check(nameof(IntakeLimit), IntakeLimit, 1, 1_000_000);
        Check(nameof(MaxBatch), MaxBatch, 1, 100_000);
        Check(nameof(LookupLimit), LookupLimit, 1, 100_000);
        Check(nameof(SearchLimit), SearchLimit, 1, 10_000);
        Check(nameof(CommitTimeout), CommitTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        Check(nameof(LoadTimeout), LoadTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Check(nameof(StopTimeout), StopTimeout, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Check(nameof(StandbyPoll), StandbyPoll, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Check(nameof(FirstBackoff), FirstBackoff, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Check(nameof(MaxBackoff), MaxBackoff, FirstBackoff, TimeSpan.FromMinutes(10));
        Check(nameof(MaxFaults), MaxFaults, 1, 100);
        Check(nameof(RecentEvents), RecentEvents, 1, 10_000_000);
        Check(nameof(EventsPreloaded), EventsPreloaded, 0, RecentEvents);
        Check(nameof(SubscriberBuffer), SubscriberBuffer, 1, 1_000_000);
        Check(nameof(BoardsEvery), BoardsEvery, 1, 1_000_000);
        if (!Enum.IsDefined(Matching)) problems.Add($"{nameof(Matching)} is {Matching} and must be {MatchingNames.All}.");
        if (string.IsNullOrWhiteSpace(Owner)) problems.Add($"{nameof(Owner)} must not be empty.");
        return problems;

        void Check<T>(string name, T value, T least, T greatest) where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(greatest) > 0)
                problems.Add($"{name} is {value} and must be {least} to {greatest}.");
        }
    }
}

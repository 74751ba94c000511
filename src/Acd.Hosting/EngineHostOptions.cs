using Acd.Core;

namespace Acd.Hosting;

/// <summary>The options and limits of an <see cref="EngineHost"/>.</summary>
public sealed class EngineHostOptions
{
    /// <summary>
    /// How many requests may wait to be applied, 1 to 1,000,000; further ones are refused with <see cref="HostRefusals.Busy"/>.
    /// Queries of statistics that are not loaded yet have as much room of their own.
    /// </summary>
    public int IntakeLimit { get; set; } = 16_384;

    /// <summary>How many requests one commit may carry: 1 to 100,000.</summary>
    public int MaxBatch { get; set; } = 1_024;

    /// <summary>How many reads of closed contacts may run at once, 1 to 100,000; further ones are refused.</summary>
    public int LookupLimit { get; set; } = 1_024;

    /// <summary>How many searches for contacts may run at once, 1 to 10,000; further ones are refused.</summary>
    public int SearchLimit { get; set; } = 32;

    /// <summary>
    /// The least time after which a commit, or another short call of the store, counts as failed: 10 ms to 10 min. It is longer
    /// where the store needs longer, see <see cref="IStore.MaxCommitDuration"/>; by default both are 5 s. A request waits
    /// for its own commit and at most one before it, so a caller's own timeout must be twice as long to know the outcome.
    /// </summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long loading the documents may take, and then reading the statistics' documents: 10 ms to 1 h.
    /// </summary>
    public TimeSpan LoadTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a stop may take to finish accepted requests: 0 to 10 min.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a standby asks for the lease: 10 ms to 1 min.</summary>
    public TimeSpan StandbyPoll { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// The first wait after a failure of the store; each further one is twice as long: 1 ms to 1 min.
    /// </summary>
    public TimeSpan FirstBackoff { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest wait between two tries: <see cref="FirstBackoff"/> to 10 min.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>After how many bugs of the engine or the store in a row the center stops for good: 1 to 100.</summary>
    public int MaxFaults { get; set; } = 3;

    /// <summary>How many of the latest events stay in memory for subscribers that resume: 1 to 10,000,000.</summary>
    public int RecentEvents { get; set; } = 65_536;

    /// <summary>
    /// How many of them are read from the store at a takeover: 0 to <see cref="RecentEvents"/>. Fewer are read where they are
    /// larger than <see cref="PreloadedBytes"/>, or where the store needs more than 2 s.
    /// </summary>
    public int EventsPreloaded { get; set; } = 1_024;

    /// <summary>The size in bytes at which no more events are read at a takeover: 0 to 1 GB.</summary>
    public long PreloadedBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>How many events may wait for a subscriber before it counts as too slow: 1 to 1,000,000.</summary>
    public int SubscriberBuffer { get; set; } = 4_096;

    /// <summary>
    /// After how many events the statistics' documents are written at the latest: 1 to 1,000,000, and no more than the store
    /// keeps events. At most as many are read again when the engine is loaded after a crash.
    /// </summary>
    public int BoardsEvery { get; set; } = Limits.StatisticsFlushEvery;

    /// <summary>How contacts and agents are matched. Both kinds choose the same.</summary>
    public MatchingKind Matching { get; set; }

    /// <summary>
    /// The longest time without service that is no outage, 100 ms to 1 day. For a process that runs and was suspended it is
    /// three times as long. While it serves, the host writes as often when it last did.
    /// </summary>
    public TimeSpan OutageAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The lease holder's name, for people. It must be unique to the process.</summary>
    public string Owner { get; set; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    /// <summary>Where the host's work runs: the thread pool, or a simulation's scheduler.</summary>
    internal TaskScheduler Scheduler { get; set; } = TaskScheduler.Default;

    /// <summary>How long the host waits for a commit, or another short call, of a store.</summary>
    internal TimeSpan GetCommitTimeout(IStore store) =>
        store.MaxCommitDuration > CommitTimeout ? store.MaxCommitDuration : CommitTimeout;

    /// <summary>The errors in these options, a sentence each; empty where they are valid.</summary>
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
        Check(nameof(PreloadedBytes), PreloadedBytes, 0, 1L << 30);
        Check(nameof(SubscriberBuffer), SubscriberBuffer, 1, 1_000_000);
        Check(nameof(BoardsEvery), BoardsEvery, 1, 1_000_000);
        Check(nameof(OutageAfter), OutageAfter, TimeSpan.FromMilliseconds(100), TimeSpan.FromDays(1));
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

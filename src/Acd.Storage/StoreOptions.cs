using Acd.Core;
using Acd.Hosting;

namespace Acd.Storage;

/// <summary>The store and its options.</summary>
public sealed class StoreOptions
{
    private const double BytesPerSecond = 16 * 1024 * 1024;

    private static readonly TimeSpan MaxSizeAllowance = TimeSpan.FromSeconds(3);

    /// <summary>The store: <c>memory:</c>, <c>sqlite:FILE</c>, or a URL of <see cref="RedisAddress.Parse"/>.</summary>
    public string Url { get; set; } = "sqlite:./data/acd.db";

    /// <summary>The center's name and the hash tag of its keys, so that several centers may share one Redis.</summary>
    public string Center { get; set; } = "acd";

    /// <summary>How many of the latest events are kept at least, 1 to 100,000,000. Somewhat more may be kept.</summary>
    public int EventsKept { get; set; } = 100_000;

    /// <summary>How long a lease lasts from each renewal on, 50 ms to 60 s.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>
    /// How long the store has to answer, 50 ms to 60 s. Large commits have longer, see <see cref="MaxCommitDuration"/>.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How long the largest commit may take: the <see cref="CommandTimeout"/> and, for its size, 1 s for each 16 MiB up to 3 s.
    /// A host waits at least this long, see <see cref="EngineHostOptions.CommitTimeout"/>.
    /// </summary>
    public TimeSpan MaxCommitDuration => CommandTimeout + MaxSizeAllowance;

    /// <summary>
    /// How many of a Redis server's replicas must have a write before it is acknowledged, 0 to 10. With one or more, a failover
    /// to a replica that has it loses nothing that was acknowledged.
    /// </summary>
    public int WaitForReplicas { get; set; }

    /// <summary>
    /// Whether a write waits only for the replicas that are in step, where they are fewer than <see cref="WaitForReplicas"/>.
    /// The center then serves on without its replica; a loss of the primary loses what it acknowledged meanwhile.
    /// </summary>
    public bool ServeAlone { get; set; }

    /// <summary>
    /// Whether a Redis server with JSON and search keeps an index of contacts, so that searches need not scan them. The server
    /// updates it in each commit.
    /// </summary>
    public bool ContactIndex { get; set; } = true;

    /// <summary>
    /// Whether the center is served from a store that is empty or older than it was, such as after a restored backup. Otherwise
    /// nothing is served from it.
    /// </summary>
    public bool AcceptLoss { get; set; }

    /// <summary>
    /// Whether a Redis server is used that may lose what it acknowledged: one without an append-only file, or one that removes
    /// keys when its memory is full.
    /// </summary>
    public bool AllowVolatile { get; set; }

    /// <summary>How much longer than another command a commit of a size may take.</summary>
    /// <param name="size">The size of its documents and events in bytes.</param>
    internal static TimeSpan GetSizeAllowance(long size)
    {
        var allowance = TimeSpan.FromSeconds(size / BytesPerSecond);
        return allowance < MaxSizeAllowance ? allowance : MaxSizeAllowance;
    }

    /// <summary>
    /// How long a server may search: half the <see cref="CommandTimeout"/>, so that its client gets an answer even then.
    /// </summary>
    internal TimeSpan SearchTimeout => CommandTimeout / 2;

    /// <summary>Checks every option against its range. The URL is checked when the store is opened.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message names the option and the range.</exception>
    public void Validate()
    {
        if (!Id.IsValid(Center))
            throw new ArgumentException($"{nameof(Center)} must be 1 to 64 of A–Z a–z 0–9 . _ : - @ + but is '{Center}'.");
        if (EventsKept is < 1 or > 100_000_000)
            throw new ArgumentException($"{nameof(EventsKept)} must be 1 to 100,000,000 but is {EventsKept}.");
        if (WaitForReplicas is < 0 or > 10)
            throw new ArgumentException($"{nameof(WaitForReplicas)} must be 0 to 10 but is {WaitForReplicas}.");
        CheckDuration(nameof(LeaseDuration), LeaseDuration);
        CheckDuration(nameof(CommandTimeout), CommandTimeout);
    }

    private static void CheckDuration(string name, TimeSpan value)
    {
        if (value < TimeSpan.FromMilliseconds(50) || value > TimeSpan.FromSeconds(60))
            throw new ArgumentException($"{name} must be 50 ms to 60 s but is {value.TotalMilliseconds} ms.");
    }
}

/// <summary>The limits of a search.</summary>
internal static class SearchLimits
{
    /// <summary>How many contacts' documents are read for one page at most.</summary>
    public const int MaxScannedPerPage = 1_000;
}

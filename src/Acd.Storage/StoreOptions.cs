using Acd.Core;

namespace Acd.Storage;

/// <summary>Which store, and how it is used.</summary>
public sealed class StoreOptions
{
    /// <summary>The store: <c>memory:</c>, <c>sqlite:FILE</c>, or as <see cref="RedisAddress.Parse"/> reads it.</summary>
    public string Url { get; set; } = "sqlite:./data/acd.db";

    /// <summary>The center's name, by which several may share one Redis: the hash tag of its keys.</summary>
    public string Center { get; set; } = "acd";

    /// <summary>How many events are kept at the least, the latest: 1 to 100,000,000. Somewhat more may be kept.</summary>
    public int EventsKept { get; set; } = 100_000;

    /// <summary>How long a lease lasts from each renewal on: 50 ms to 60 s.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long the store has to answer: 50 ms to 60 s. Big batches have more, in proportion to their size.</summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// How many of a Redis server's replicas must have a write before it counts as done: 0 to 10. With one or more nothing
    /// that was acknowledged is lost when a replica that has it takes the place of its primary.
    /// </summary>
    public int WaitForReplicas { get; set; }

    /// <summary>
    /// Whether a Redis server of which fewer replicas are in step than are to be waited for waits for those alone. It serves on
    /// when its replica is lost, and what it acknowledges meanwhile is lost if it is lost next.
    /// </summary>
    public bool ServeAlone { get; set; }

    /// <summary>
    /// Whether a Redis server that has JSON and search keeps an index of contacts, so that searches need not look at them one by
    /// one. The server writes it in each commit.
    /// </summary>
    public bool ContactIndex { get; set; } = true;

    /// <summary>Checks every option against its bounds. The URL is checked where it is opened.</summary>
    /// <exception cref="ArgumentException">An option is past its bounds; the message names it and them.</exception>
    public void Validate()
    {
        if (!Id.IsValid(Center))
            throw new ArgumentException($"{nameof(Center)} must be 1 to 64 of A–Z a–z 0–9 . _ : - but is '{Center}'.");
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

/// <summary>What a search may cost.</summary>
internal static class SearchLimits
{
    /// <summary>How many contacts' documents are read for one page.</summary>
    public const int MaxScannedPerPage = 1_000;
}

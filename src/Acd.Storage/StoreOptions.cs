using Acd.Core;

namespace Acd.Storage;

/// <summary>Which store, and how it is used.</summary>
public sealed class StoreOptions
{
    /// <summary>The store: <c>memory:</c>, <c>sqlite:FILE</c>, or <c>redis://[user:password@]host[:port][/db]</c>.</summary>
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
    /// On how many of Redis' replicas a commit must be before it is acknowledged, as far as that many are in step: 0 to 10.
    /// </summary>
    public int Replicas { get; set; }

    /// <summary>Checks every option against its bounds. The URL is checked where it is opened.</summary>
    /// <exception cref="ArgumentException">An option is past its bounds; the message names it and them.</exception>
    public void Validate()
    {
        if (!Id.IsValid(Center))
            throw new ArgumentException($"{nameof(Center)} must be 1 to 64 of A–Z a–z 0–9 . _ : - but is '{Center}'.");
        if (EventsKept is < 1 or > 100_000_000)
            throw new ArgumentException($"{nameof(EventsKept)} must be 1 to 100,000,000 but is {EventsKept}.");
        if (Replicas is < 0 or > 10)
            throw new ArgumentException($"{nameof(Replicas)} must be 0 to 10 but is {Replicas}.");
        CheckDuration(nameof(LeaseDuration), LeaseDuration);
        CheckDuration(nameof(CommandTimeout), CommandTimeout);
    }

    private static void CheckDuration(string name, TimeSpan value)
    {
        if (value < TimeSpan.FromMilliseconds(50) || value > TimeSpan.FromSeconds(60))
            throw new ArgumentException($"{name} must be 50 ms to 60 s but is {value.TotalMilliseconds} ms.");
    }
}

namespace Acd.Client;

/// <summary>The settings of an <see cref="AcdClient"/>.</summary>
public sealed record AcdClientOptions
{
    /// <summary>
    /// The addresses of the center, for example <c>http://localhost:8000</c>: 1 to 32. Of several, one is used until it fails.
    /// </summary>
    public required IReadOnlyList<Uri> Addresses { get; init; }

    /// <summary>The API key. Null for a center without keys.</summary>
    public string? Key { get; init; }

    /// <summary>How long one attempt at a request may take, 100 ms to 10 min. 10 s by default.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For how long a failed request is sent again, 0 s (never) to 1 h. 30 s by default.</summary>
    public TimeSpan RetryFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest pause before a request or a stream is tried again, 10 ms to 5 min. 5 s by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The silence after which an event stream counts as broken, 100 ms to 1 h. 45 s by default, three of the server's signs of
    /// life.
    /// </summary>
    public TimeSpan StreamSilence { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>
    /// Whether each command has an <c>Idempotency-Key</c>, so that a repeated one has the answer of the first time. True by
    /// default. Without it the ids in a command make it the same one; its answer may tell a later state.
    /// </summary>
    public bool SendsKeys { get; init; } = true;

    /// <summary>The clock of pauses and timeouts.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Addresses.Count is 0 or > 32) throw Wrong(nameof(Addresses), "1 to 32 addresses");
        if (Addresses.Any(address => !address.IsAbsoluteUri || address.Scheme is not ("http" or "https")))
            throw Wrong(nameof(Addresses), "absolute http or https addresses");
        if (Key is not null && (Key.Length is 0 or > 4_096 || Key.AsSpan().ContainsAnyExceptInRange('!', '~')))
            throw Wrong(nameof(Key), "1 to 4096 visible ASCII characters");
        Check(AttemptTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10), nameof(AttemptTimeout));
        Check(RetryFor, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(RetryFor));
        Check(MaxRetryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5), nameof(MaxRetryDelay));
        Check(StreamSilence, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1), nameof(StreamSilence));
    }

    private static void Check(TimeSpan value, TimeSpan least, TimeSpan most, string name)
    {
        if (value < least || value > most) throw Wrong(name, $"{least} to {most}");
    }

    private static ArgumentException Wrong(string name, string limit) => new($"{name} must be {limit}.", name);
}

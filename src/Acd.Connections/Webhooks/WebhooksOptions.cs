using System.Net;

namespace Acd.Connections;

/// <summary>The settings of webhooks, under <c>Acd:Connections:Webhooks</c>.</summary>
public sealed class WebhooksOptions
{
    /// <summary>How long an answer may take: 1 s to 2 min.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many deliveries of one webhook run at once, each of another contact: 1 to 64.</summary>
    public int Parallel { get; set; } = 8;

    /// <summary>The pause before the second try; each further one is twice as long: 10 ms to 1 h.</summary>
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause between two tries: <see cref="FirstRetry"/> to 24 h.</summary>
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long an event is tried before it is given up: 1 s to 30 days.</summary>
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromDays(3);

    /// <summary>After how long without a success a webhook that fails is switched off: 1 s to 30 days.</summary>
    public TimeSpan SwitchOffAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>
    /// Networks that webhooks may reach although they are private, by commas: <c>10.1.0.0/16,127.0.0.1</c>. Without it only
    /// public addresses are called.
    /// </summary>
    public string? AllowedNetworks { get; set; }

    /// <summary>What is wrong with these options, a sentence each; empty where all is well.</summary>
    public IEnumerable<string> GetValidationErrors()
    {
        const string section = "Connections:Webhooks:";
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(2))
            yield return $"{section}Timeout is {Timeout}; it must be 00:00:01 to 00:02:00.";
        if (Parallel is < 1 or > 64) yield return $"{section}Parallel is {Parallel}; it must be 1 to 64.";
        if (FirstRetry < TimeSpan.FromMilliseconds(10) || FirstRetry > TimeSpan.FromHours(1))
            yield return $"{section}FirstRetry is {FirstRetry}; it must be 00:00:00.0100000 to 01:00:00.";
        if (LongestRetry < FirstRetry || LongestRetry > TimeSpan.FromDays(1))
            yield return $"{section}LongestRetry is {LongestRetry}; it must be {FirstRetry} to 1.00:00:00.";
        if (RetryFor < TimeSpan.FromSeconds(1) || RetryFor > TimeSpan.FromDays(30))
            yield return $"{section}RetryFor is {RetryFor}; it must be 00:00:01 to 30.00:00:00.";
        if (SwitchOffAfter < TimeSpan.FromSeconds(1) || SwitchOffAfter > TimeSpan.FromDays(30))
            yield return $"{section}SwitchOffAfter is {SwitchOffAfter}; it must be 00:00:01 to 30.00:00:00.";
        foreach (var part in Parts(AllowedNetworks))
            if (!TryParse(part, out _))
                yield return $"{section}AllowedNetworks has \"{part}\"; it must be a network as 10.0.0.0/8.";
    }

    internal IReadOnlyList<IPNetwork> ParseAllowedNetworks() =>
        [.. Parts(AllowedNetworks).Select(part => TryParse(part, out var network) ? network : default)];

    private static string[] Parts(string? list) =>
        list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static bool TryParse(string text, out IPNetwork network)
    {
        if (IPNetwork.TryParse(text, out network)) return true;
        if (!IPAddress.TryParse(text, out var address)) return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}

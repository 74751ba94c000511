using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Acd.Core;

namespace Acd.Gateway;

/// <summary>
/// Counts the wrong keys of each address, so that nobody can try many. A right key from the same address is served all the
/// same. IPv6 addresses count by their first 64 bits, because a client has all the others.
/// </summary>
internal sealed partial class WrongKeyLimit(TimeProvider clock, ILogger<WrongKeyLimit> log)
{
    /// <summary>The wrong keys of an address that are answered in a second.</summary>
    public const int PerSecond = 10;

    /// <summary>The addresses that are known at once. All further ones count as one.</summary>
    public const int MaxAddresses = 10_000;

    private static readonly TimeSpan LogEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<IPAddress, Attempts> _addresses = new();

    /// <summary>Counts a wrong key.</summary>
    /// <returns>The refusal of one too many; null where the key may be answered as unknown.</returns>
    public Refusal? Count(HttpContext http)
    {
        var address = Group(http.Connection.RemoteIpAddress ?? IPAddress.None);
        var now = clock.GetUtcNow();
        var attempts = Find(address, now);
        bool tooMany, first, tell;
        lock (attempts)
        {
            if (now >= attempts.SecondEnds)
                (attempts.SecondEnds, attempts.InSecond) = (now.AddSeconds(1), 0);
            first = now >= attempts.NextLog;
            if (first)
                (attempts.NextLog, attempts.IsTold) = (now + LogEvery, false);
            tooMany = ++attempts.InSecond > PerSecond;
            tell = tooMany && !attempts.IsTold;
            attempts.IsTold |= tooMany;
        }

        if (first)
            WrongKey(log, address);
        if (tell)
            TooMany(log, address, PerSecond);
        return tooMany ? RequestRefusals.TooManyWrongKeys : null;
    }

    private Attempts Find(IPAddress address, DateTimeOffset now)
    {
        if (_addresses.TryGetValue(address, out var known))
            return known;
        if (_addresses.Count >= MaxAddresses)
        {
            foreach (var (old, attempts) in _addresses)
            {
                if (now >= attempts.NextLog)
                    _addresses.TryRemove(old, out _);
            }

            if (_addresses.Count >= MaxAddresses)
                address = IPAddress.None;
        }

        return _addresses.GetOrAdd(address, _ => new Attempts());
    }

    private static IPAddress Group(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    [LoggerMessage(1, LogLevel.Warning, "{Address} sent a key that is not known. Further ones are not logged for a minute.")]
    private static partial void WrongKey(ILogger log, IPAddress address);

    [LoggerMessage(2, LogLevel.Warning,
        "{Address} sent more than {Limit} keys in a second that are not known. Further ones get 429, and no line for a minute.")]
    private static partial void TooMany(ILogger log, IPAddress address, int limit);

    /// <summary>The wrong keys of one address. It is its own lock.</summary>
    private sealed class Attempts
    {
        public DateTimeOffset SecondEnds { get; set; }

        public DateTimeOffset NextLog { get; set; }

        public int InSecond { get; set; }

        public bool IsTold { get; set; }
    }
}

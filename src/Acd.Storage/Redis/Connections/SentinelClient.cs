using System.Net;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>Asks a sentinel which server is the primary.</summary>
internal static class SentinelClient
{
    /// <summary>Asks one sentinel, on a connection that is closed after the answer.</summary>
    /// <param name="address">The login, TLS and the service's name.</param>
    /// <param name="sentinel">The sentinel.</param>
    /// <param name="timeout">The longest time that connecting and the question may take, each.</param>
    /// <returns>The primary according to the sentinel; null where it does not know the service.</returns>
    /// <exception cref="RedisException">The sentinel does not answer, or refuses the login.</exception>
    public static async Task<DnsEndPoint?> GetPrimaryAsync(RedisAddress address, DnsEndPoint sentinel, TimeSpan timeout)
    {
        await using var connection = await ConnectionMultiplexer.SentinelConnectAsync(
            address.ConfigureSentinel(sentinel, timeout));
        var primary = await connection.GetServers()[0].SentinelGetMasterAddressByNameAsync(address.Sentinels!.Service);
        return primary switch
        {
            IPEndPoint ip => new DnsEndPoint(ip.Address.ToString(), ip.Port),
            DnsEndPoint name => name,
            _ => null,
        };
    }
}

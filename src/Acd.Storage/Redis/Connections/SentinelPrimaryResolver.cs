using System.Net;

namespace Acd.Storage;

/// <summary>Finds the primary: sentinels name a server, and that server must confirm its role.</summary>
internal sealed class SentinelPrimaryResolver(RedisAddress address, RedisSentinels sentinels, bool useSearch, TimeSpan timeout)
{
    /// <summary>Opens a connection to the primary.</summary>
    /// <exception cref="IOException">
    /// No sentinel names a server that is a primary, as during a failover.
    /// </exception>
    public async Task<RedisSession> OpenAsync()
    {
        // All are asked at once and the first answer is tried first; a sentinel that is cut off from the others may be wrong.
        var questions = sentinels.EndPoints.Select(AskAsync).ToList();
        var tried = new HashSet<DnsEndPoint>();
        var troubles = new List<string>();
        while (questions.Count > 0)
        {
            var answered = await Task.WhenAny(questions);
            questions.Remove(answered);
            var (primary, trouble) = await answered;
            if (primary is null)
                troubles.Add(trouble);
            else if (tried.Add(primary) && await TryOpenAsync(primary, troubles) is { } session)
                return session;
        }

        throw new IOException($"nobody is known as the primary of {sentinels.Service} now: {string.Join("; ", troubles)}");
    }

    /// <summary>Asks a sentinel.</summary>
    /// <returns>The server that it names; null and the reason where it names none.</returns>
    private async Task<(DnsEndPoint? Primary, string Trouble)> AskAsync(DnsEndPoint sentinel)
    {
        try
        {
            var primary = await SentinelClient.GetPrimaryAsync(address, sentinel, timeout / 2);
            return (primary, $"{sentinel.Host}:{sentinel.Port} names nobody");
        }
        catch (Exception exception) when (RedisConnection.IsFailure(exception))
        {
            return (null, $"{sentinel.Host}:{sentinel.Port} does not answer: {exception.Message}");
        }
    }

    private async Task<RedisSession?> TryOpenAsync(DnsEndPoint server, List<string> troubles)
    {
        try
        {
            return await OpenAsync(server);
        }
        catch (Exception exception) when (RedisConnection.IsFailure(exception))
        {
            troubles.Add($"{server.Host}:{server.Port} does not serve: {exception.Message}");
            return null;
        }
    }

    private Task<RedisSession> OpenAsync(DnsEndPoint server)
    {
        var direct = address with { Host = server.Host, Port = server.Port, Sentinels = null };
        return RedisSession.OpenAsync(new RedisSessionOptions(
            direct.ToString(), direct.ToConfigurationOptions(timeout), useSearch, MustBePrimary: true, timeout));
    }
}

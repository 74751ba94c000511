using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>Where a Redis server is, and who it is to be asked as.</summary>
/// <param name="Host">Its name or address; the service's name where sentinels know where it is.</param>
/// <param name="Port">Its port.</param>
/// <param name="Database">The number of the database in it.</param>
/// <param name="User">The user to log in as, if one is named.</param>
/// <param name="Password">The password to log in with, if there is one.</param>
public sealed record RedisAddress(string Host, int Port = 6379, int Database = 0, string? User = null, string? Password = null)
{
    /// <summary>How an address looks, for messages.</summary>
    public const string Forms =
        "redis://[user:password@]host[:port][/db] or redis+sentinel://[user:password@]host[:port][,host[:port]]/service[/db]";

    private const string SentinelScheme = "redis+sentinel://";

    /// <summary>Who knows where the server is, where it may move.</summary>
    public RedisSentinels? Sentinels { get; init; }

    /// <summary>Whether a URL is a Redis server's, right or wrong.</summary>
    public static bool IsOne(string url) =>
        url.StartsWith("redis:", StringComparison.Ordinal) || url.StartsWith(SentinelScheme, StringComparison.Ordinal);

    /// <summary>
    /// Reads <c>redis://[user:password@]host[:port][/db]</c>, or
    /// <c>redis+sentinel://[user:password@]host[:port][,host[:port]]…/service[/db]</c>, where the hosts are sentinels.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no such URL.</exception>
    public static RedisAddress Parse(string url) =>
        (url.StartsWith(SentinelScheme, StringComparison.Ordinal) ? ParseSentinels(url) : ParseServer(url))
        ?? throw new ArgumentException($"A Redis store must be {Forms}.");

    /// <summary>The address for people, without the password.</summary>
    public override string ToString() =>
        Sentinels is null ? $"redis://{Host}:{Port}/{Database}" : $"{SentinelScheme}{Sentinels}/{Database}";

    /// <summary>The client's options for this server, for whoever else keeps something there.</summary>
    /// <param name="timeout">How long connecting and each command may take.</param>
    public ConfigurationOptions Configure(TimeSpan timeout)
    {
        var options = new ConfigurationOptions();
        if (Sentinels is null)
            options.EndPoints.Add(Host, Port);
        foreach (var sentinel in Sentinels?.EndPoints ?? [])
            options.EndPoints.Add(sentinel.Host, sentinel.Port);
        options.ServiceName = Sentinels?.Service;
        options.User = User;
        options.Password = Password;
        options.DefaultDatabase = Database;
        options.ConnectTimeout = (int)timeout.TotalMilliseconds;
        options.SyncTimeout = (int)timeout.TotalMilliseconds;
        options.ConnectRetry = 1;
        options.TieBreaker = "";
        options.ConfigurationChannel = "";
        options.ClientName = "acd@" + Dns.GetHostName();
        return options;
    }

    private static RedisAddress? ParseServer(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri is not { Scheme: "redis", Host.Length: > 0 }
            || ParseDatabase(uri.AbsolutePath.TrimStart('/')) is not { } database)
            return null;
        return new RedisAddress(uri.DnsSafeHost, uri.IsDefaultPort ? 6379 : uri.Port, database).LogIn(uri.UserInfo);
    }

    // System.Uri knows one host at the most.
    private static RedisAddress? ParseSentinels(string url)
    {
        var rest = url[SentinelScheme.Length..];
        var at = rest.LastIndexOf('@');
        var parts = rest[(at + 1)..].Split('/');
        if (parts is not [var hosts, { Length: > 0 } service, .. var database] || database.Length > 1
            || RedisSentinels.ParseEndPoints(hosts) is not { } sentinels
            || ParseDatabase(database is [var number] ? number : "") is not { } index)
            return null;
        service = Uri.UnescapeDataString(service);
        var address = new RedisAddress(service, 0, index) { Sentinels = new RedisSentinels(service, sentinels) };
        return address.LogIn(at < 0 ? "" : rest[..at]);
    }

    private static int? ParseDatabase(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database) ? database
        : null;

    private RedisAddress LogIn(string userInfo)
    {
        var login = userInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return this with
        {
            User = login is [{ Length: > 0 } user, ..] ? user : null,
            Password = login is [_, { Length: > 0 } password] ? password : null,
        };
    }
}

using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>The address of a Redis server or of its sentinels, the login, and TLS.</summary>
/// <param name="Host">The server's name or IP address; the service's name with sentinels.</param>
/// <param name="Port">The server's port.</param>
/// <param name="Database">The number of the database on the server.</param>
/// <param name="User">The ACL user to log in as; null for the server's default user.</param>
/// <param name="Password">The password to log in with; null for none.</param>
public sealed record RedisAddress(
    string Host, int Port = 6379, int Database = 0, string? User = null, string? Password = null)
{
    /// <summary>The forms of an address, for messages.</summary>
    public const string SupportedFormats =
        "redis[s]://[user:password@]host[:port][/db] or "
        + "redis[s]+sentinel://[user:password@]host[:port][,host[:port]]/service[/db]";

    private const string Scheme = "redis:", TlsScheme = "rediss:", SentinelScheme = "redis+sentinel://",
        TlsSentinelScheme = "rediss+sentinel://";

    /// <summary>The sentinels that know the primary; null for a fixed address.</summary>
    public RedisSentinels? Sentinels { get; init; }

    /// <summary>The connections' TLS; null for none.</summary>
    public RedisTls? Tls { get; init; }

    /// <summary>Whether a URL has the scheme of a Redis server; the rest is not checked.</summary>
    public static bool IsRedisUrl(string url) =>
        url.StartsWith(Scheme, StringComparison.Ordinal) || url.StartsWith(TlsScheme, StringComparison.Ordinal)
        || url.StartsWith(SentinelScheme, StringComparison.Ordinal)
        || url.StartsWith(TlsSentinelScheme, StringComparison.Ordinal);

    /// <summary>
    /// Parses <c>redis://[user:password@]host[:port][/db]</c>, or
    /// <c>redis+sentinel://[user:password@]host[:port][,host[:port]]…/service[/db]</c> with the hosts of sentinels. With
    /// <c>rediss</c> instead of <c>redis</c> connections use TLS, and <c>?ca=FILE</c>, <c>cert=FILE</c> and <c>key=FILE</c> name
    /// PEM files, see <see cref="RedisTls"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no such URL.</exception>
    public static RedisAddress Parse(string url)
    {
        var query = url.LastIndexOf('?');
        var (address, parameters) = query < 0 ? (url, "") : (url[..query], url[(query + 1)..]);
        var isTls = address.StartsWith("rediss", StringComparison.Ordinal);
        var plain = isTls ? $"redis{address["rediss".Length..]}" : address;
        var parsed = plain.StartsWith(SentinelScheme, StringComparison.Ordinal) ? ParseSentinels(plain) : ParseServer(plain);
        if (parsed is null || (!isTls && query >= 0)) throw new ArgumentException($"A Redis store must be {SupportedFormats}.");
        return isTls ? parsed with { Tls = RedisTls.Parse(parameters) } : parsed;
    }

    /// <summary>A store's URL without the login, for messages; it need not be a right one.</summary>
    public static string WithoutLogin(string url)
    {
        var start = url.IndexOf("//", StringComparison.Ordinal) is >= 0 and var slashes ? slashes + 2 : 0;
        var at = url.LastIndexOf('@');
        return at < start ? url : $"{url[..start]}…{url[at..]}";
    }

    /// <summary>The address without the password, for messages and logs.</summary>
    public override string ToString()
    {
        var scheme = Tls is null ? "redis" : "rediss";
        return Sentinels is null ? $"{scheme}://{Host}:{Port}/{Database}" : $"{scheme}+sentinel://{Sentinels}/{Database}";
    }

    /// <summary>The client's options for this server, for the store and for Orleans' providers.</summary>
    /// <param name="timeout">The longest time that connecting and each command may take.</param>
    public ConfigurationOptions ToConfigurationOptions(TimeSpan timeout)
    {
        var options = Client(timeout);
        if (Sentinels is null)
            options.EndPoints.Add(Host, Port);
        foreach (var sentinel in Sentinels?.EndPoints ?? [])
            options.EndPoints.Add(sentinel.Host, sentinel.Port);
        options.ServiceName = Sentinels?.Service;
        options.DefaultDatabase = Database;
        return options;
    }

    /// <summary>The client's options for one of this address's sentinels.</summary>
    /// <param name="sentinel">The sentinel.</param>
    /// <param name="timeout">The longest time that connecting and each command may take.</param>
    internal ConfigurationOptions ConfigureSentinel(DnsEndPoint sentinel, TimeSpan timeout)
    {
        var options = Client(timeout);
        options.CommandMap = CommandMap.Sentinel;
        options.EndPoints.Add(sentinel.Host, sentinel.Port);
        return options;
    }

    private ConfigurationOptions Client(TimeSpan timeout)
    {
        var options = new ConfigurationOptions
        {
            User = User,
            Password = Password,
            ConnectTimeout = (int)timeout.TotalMilliseconds,
            SyncTimeout = (int)timeout.TotalMilliseconds,
            ConnectRetry = 1,
            TieBreaker = "",
            ConfigurationChannel = "",
            ClientName = "acd@" + Dns.GetHostName(),

            // The client counts INFO, by which the server's policy is read, among the commands of administrators.
            AllowAdmin = true,
        };
        Tls?.Apply(options);
        return options;
    }

    private static RedisAddress? ParseServer(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri is not { Scheme: "redis", Host.Length: > 0 }
            || ParseDatabase(uri.AbsolutePath.TrimStart('/')) is not { } database)
            return null;
        return new RedisAddress(uri.DnsSafeHost, uri.IsDefaultPort ? 6379 : uri.Port, database).WithCredentials(uri.UserInfo);
    }

    // System.Uri supports only one host.
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
        return address.WithCredentials(at < 0 ? "" : rest[..at]);
    }

    private static int? ParseDatabase(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database) ? database
        : null;

    private RedisAddress WithCredentials(string userInfo)
    {
        var login = userInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return this with
        {
            User = login is [{ Length: > 0 } user, ..] ? user : null,
            Password = login is [_, { Length: > 0 } password] ? password : null,
        };
    }
}

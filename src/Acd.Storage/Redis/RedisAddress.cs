using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Acd.Storage;

/// <summary>Where a Redis server is, and who it is to be asked as.</summary>
/// <param name="Host">Its name or address.</param>
/// <param name="Port">Its port.</param>
/// <param name="Database">The number of the database in it.</param>
/// <param name="User">The user to log in as, if one is named.</param>
/// <param name="Password">The password to log in with, if there is one.</param>
public sealed record RedisAddress(string Host, int Port = 6379, int Database = 0, string? User = null, string? Password = null)
{
    /// <summary>Reads <c>redis://[user:password@]host[:port][/db]</c>.</summary>
    /// <exception cref="ArgumentException">The text is no such URL.</exception>
    public static RedisAddress Parse(string url)
    {
        var database = 0;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri is not { Scheme: "redis", Host.Length: > 0 }
            || (uri.AbsolutePath.Length > 1
                && !int.TryParse(uri.AbsolutePath.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out database)))
        {
            throw new ArgumentException("A Redis store must be redis://[user:password@]host[:port][/db].");
        }

        var login = uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString).ToArray();
        return new RedisAddress(uri.DnsSafeHost, uri.IsDefaultPort ? 6379 : uri.Port, database)
        {
            User = login is [{ Length: > 0 } user, ..] ? user : null,
            Password = login is [_, { Length: > 0 } password] ? password : null,
        };
    }

    /// <summary>The address for people, without the password.</summary>
    public override string ToString() => $"redis://{Host}:{Port}/{Database}";

    /// <summary>The client's options for this server, for whoever else keeps something there.</summary>
    /// <param name="timeout">How long connecting and each command may take.</param>
    /// <exception cref="ArgumentException">This client cannot log in as a named user.</exception>
    public ConfigurationOptions Configure(TimeSpan timeout)
    {
        // Only newer clients know the user; the older ones' parser says so, and their password is the default user's.
        var options = User is null or "default" ? new ConfigurationOptions() : ConfigurationOptions.Parse($"user={User}");
        options.EndPoints.Add(Host, Port);
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
}

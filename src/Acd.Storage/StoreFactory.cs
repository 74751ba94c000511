using Acd.Hosting;

namespace Acd.Storage;

/// <summary>Opens the store that a URL names.</summary>
public static class StoreFactory
{
    private const string Memory = "memory:", Sqlite = "sqlite:";

    /// <summary>
    /// Creates the store without connecting to it; a store that fails is an error of the first call. Each <c>memory:</c> store
    /// is a new empty one.
    /// </summary>
    /// <param name="options">The store's URL and options.</param>
    /// <param name="time">The clock of a memory store's lease; null for the system's.</param>
    /// <exception cref="ArgumentException">An option is out of range, or the URL is not a store's.</exception>
    public static IStore Open(StoreOptions options, TimeProvider? time = null)
    {
        options.Validate();
        var url = options.Url;
        if (url == Memory)
            return new MemoryStore(new MemoryDatabase(time ?? TimeProvider.System), options);
        if (url.StartsWith(Sqlite, StringComparison.Ordinal) && url.Length > Sqlite.Length)
            return new SqliteStore(url[Sqlite.Length..], options);
        if (RedisAddress.IsRedisUrl(url))
            return new RedisStore(RedisAddress.Parse(url), options);
        throw new ArgumentException(
            $"The store must be memory:, sqlite:FILE, {RedisAddress.SupportedFormats} but is "
            + $"'{RedisAddress.WithoutLogin(url)}'.");
    }
}

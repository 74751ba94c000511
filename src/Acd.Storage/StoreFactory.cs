using Acd.Hosting;

namespace Acd.Storage;

/// <summary>Opens the store that a URL names.</summary>
public static class StoreFactory
{
    private const string Memory = "memory:", Sqlite = "sqlite:";

    /// <summary>
    /// Makes the store without touching it yet, so that one that does not answer is no error here but at the first call.
    /// Each <c>memory:</c> store is empty and shared with nobody.
    /// </summary>
    /// <param name="options">Which store.</param>
    /// <param name="time">The clock of a memory store's lease; the system's where none is given.</param>
    /// <exception cref="ArgumentException">An option is past its bounds, or the URL is not one of a store.</exception>
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
        throw new ArgumentException($"The store must be memory:, sqlite:FILE, {RedisAddress.SupportedFormats} but is '{url}'.");
    }
}

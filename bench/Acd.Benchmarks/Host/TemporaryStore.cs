using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>A new store that is deleted afterwards.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private RedisServer? _redis;

    private TemporaryStore()
    {
    }

    public string Url { get; private set; } = "memory:";

    public static async Task<TemporaryStore> CreateAsync(StoreKind kind)
    {
        var place = new TemporaryStore();
        if (kind == StoreKind.Sqlite)
        {
            place.Url = $"sqlite:{place._folder.File("acd.db")}";
        }
        else if (kind == StoreKind.Redis)
        {
            // At this rate the append-only file would be rewritten every few seconds, on a core that is measured.
            place._redis = await RedisServer.StartAsync(new RedisServerOptions
            {
                AppendOnly = true,
                AppendFsync = "everysec",
                Arguments = ["--auto-aof-rewrite-percentage", "0"],
            });
            place.Url = place._redis.Url;
        }

        return place;
    }

    /// <summary>Opens a store. A load of 200,000 documents may take some time.</summary>
    public static IStore Open(string url) =>
        StoreFactory.Open(new StoreOptions { Url = url, CommandTimeout = TimeSpan.FromSeconds(30) });

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
            await _redis.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The measured stores, with their default durability.</summary>
internal enum StoreKind
{
    /// <summary>No storage: the cost of the host itself.</summary>
    Memory,

    /// <summary>A file. Every commit is synced to the disk.</summary>
    Sqlite,

    /// <summary>An own redis-server. Its append-only file is synced every second.</summary>
    Redis,
}

using Acd.Hosting;
using Acd.Storage;
using Acd.Testing;

namespace Acd.Benchmarks;

/// <summary>A place for a store that nobody has used before, and that is gone afterwards.</summary>
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
            // At this rate the append-only file would be rewritten every few seconds, on a core that the figures are about.
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

    /// <summary>Opens a store; 200,000 documents may take their time.</summary>
    public static IStore Open(string url) =>
        StoreFactory.Open(new StoreOptions { Url = url, CommandTimeout = TimeSpan.FromSeconds(30) });

    public async ValueTask DisposeAsync()
    {
        if (_redis is not null)
            await _redis.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The stores that are measured, each as durable as it is by default.</summary>
internal enum StoreKind
{
    /// <summary>Nothing is kept: the host's own cost.</summary>
    Memory,

    /// <summary>A file, every commit synced to the disk.</summary>
    Sqlite,

    /// <summary>A redis-server of its own, its append-only file synced every second.</summary>
    Redis,
}

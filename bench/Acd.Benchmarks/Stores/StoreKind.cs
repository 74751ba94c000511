namespace Acd.Benchmarks;

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

using Acd.Core;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Cluster.Tests;

/// <summary>Counts the stores that dispatchers open and dispose, and can make their commits slow.</summary>
internal sealed class CountingStores
{
    private int _opened;
    private int _disposed;

    public int Opened => Volatile.Read(ref _opened);

    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>How long the next commit waits before it is made.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    public IStore Count(IStore store)
    {
        Interlocked.Increment(ref _opened);
        return new CountedStore(store, this);
    }

    private sealed class CountedStore(IStore store, CountingStores stores) : DelegatingStore(store)
    {
        public override async ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
        {
            await stores.BeforeCommit();
            await base.CommitAsync(lease, changes, cancel);
        }

        public override ValueTask DisposeAsync()
        {
            Interlocked.Increment(ref stores._disposed);
            return base.DisposeAsync();
        }
    }
}

using System.Reflection;
using Acd.Hosting;

namespace Acd.Cluster.Tests;

/// <summary>Counts the stores that dispatchers open and dispose.</summary>
internal sealed class CountingStores
{
    private int _opened;
    private int _disposed;

    public int Opened => Volatile.Read(ref _opened);

    public int Disposed => Volatile.Read(ref _disposed);

    public IStore Count(IStore store)
    {
        Interlocked.Increment(ref _opened);
        var counted = DispatchProxy.Create<IStore, Proxy>();
        var proxy = (Proxy)(object)counted;
        (proxy.Store, proxy.OnDisposed) = (store, () => Interlocked.Increment(ref _disposed));
        return counted;
    }

    internal class Proxy : DispatchProxy
    {
        public IStore Store { get; set; } = null!;

        public Action OnDisposed { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IAsyncDisposable.DisposeAsync)) OnDisposed();
            return targetMethod.Invoke(Store, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}

using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Tests.Verify;

/// <summary>A store with a bug: what is committed is not what the host wanted.</summary>
internal sealed class TamperingStore(IStore inner, Func<Changes, Changes> tamper) : DelegatingStore(inner)
{
    public override ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        base.CommitAsync(lease, tamper(changes), cancel);
}

/// <summary>A store with a bug: it says that a batch is durable before it is.</summary>
internal sealed class EarlyAcknowledgingStore(IStore inner) : DelegatingStore(inner)
{
    public override ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        _ = base.CommitAsync(lease, changes, cancel);
        return default;
    }
}

/// <summary>A store with a bug: whoever writes is let write as if it were the newest owner.</summary>
/// <param name="inner">The store.</param>
/// <param name="newest">The newest lease of all stores that share this.</param>
internal sealed class UnfencedStore(IStore inner, Lease?[] newest) : DelegatingStore(inner)
{
    public override async ValueTask<Lease?> TryAcquireAsync(string owner, CancellationToken cancel = default)
    {
        var lease = await Inner.TryAcquireAsync(owner, cancel);
        newest[0] = lease ?? newest[0];
        return lease;
    }

    public override ValueTask RenewAsync(Lease lease, CancellationToken cancel = default) =>
        base.RenewAsync(newest[0]!, cancel);

    public override ValueTask<CenterDocuments> LoadAsync(Lease lease, CancellationToken cancel = default) =>
        base.LoadAsync(newest[0]!, cancel);

    public override ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        base.CommitAsync(newest[0]!, changes, cancel);
}

using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Hosting;
using Acd.Testing;

namespace Acd.Simulator.Tests.Verify;

/// <summary>A store with a bug: it commits other changes than the host's.</summary>
internal sealed class TamperingStore(IStore inner, Func<Changes, Changes> tamper) : DelegatingStore(inner)
{
    public override ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default) =>
        base.CommitAsync(lease, tamper(changes), cancel);
}

/// <summary>A store with a bug: it acknowledges a batch before it is durable.</summary>
internal sealed class EarlyAcknowledgingStore(IStore inner) : DelegatingStore(inner)
{
    public override ValueTask CommitAsync(Lease lease, Changes changes, CancellationToken cancel = default)
    {
        _ = base.CommitAsync(lease, changes, cancel);
        return default;
    }
}

/// <summary>A store with a bug: it does not fence, so every writer counts as the newest owner.</summary>
/// <param name="inner">The store.</param>
/// <param name="newest">The newest lease, shared by all stores.</param>
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

/// <summary>A center with a bug: clients and subscribers get other replies and events than the host's.</summary>
internal sealed class TamperingCenter(IContactCenter inner) : IContactCenter
{
    /// <summary>Replaces a request; by default it is unchanged.</summary>
    public Func<Request, Request> TamperRequest { get; init; } = request => request;

    /// <summary>Replaces a reply; by default it is unchanged.</summary>
    public Func<Request, Reply, Task<Reply>> TamperReply { get; init; } = (_, reply) => Task.FromResult(reply);

    /// <summary>Selects the events that subscribers get; by default all.</summary>
    public Predicate<CenterEvent> KeepsEvent { get; init; } = _ => true;

    public CenterStatus Status => inner.Status;

    public async ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default) =>
        await TamperReply(request, await inner.SendAsync(TamperRequest(request), cancel));

    public async IAsyncEnumerable<CenterEvent> SubscribeAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var centerEvent in inner.SubscribeAsync(agent, after, cancel))
            if (KeepsEvent(centerEvent)) yield return centerEvent;
    }
}

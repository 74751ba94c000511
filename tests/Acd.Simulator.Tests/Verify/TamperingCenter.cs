using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Simulator.Tests.Verify;

/// <summary>A center with a bug: what callers and subscribers get is not what it has.</summary>
internal sealed class TamperingCenter(IContactCenter inner) : IContactCenter
{
    /// <summary>What is told in place of a reply; the reply by default.</summary>
    public Func<Request, Reply, Task<Reply>> TamperReply { get; init; } = (_, reply) => Task.FromResult(reply);

    /// <summary>Which events are told; all by default.</summary>
    public Predicate<CenterEvent> KeepsEvent { get; init; } = _ => true;

    public CenterStatus Status => inner.Status;

    public async ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default) =>
        await TamperReply(request, await inner.SendAsync(request, cancel));

    public async IAsyncEnumerable<CenterEvent> SubscribeAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var happened in inner.SubscribeAsync(agent, after, cancel))
            if (KeepsEvent(happened)) yield return happened;
    }
}

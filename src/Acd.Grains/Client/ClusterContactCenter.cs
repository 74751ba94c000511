using System.Runtime.CompilerServices;
using Acd.Core;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>
/// The center at the other end of a cluster. What an agent says goes to the agent's grain, everything else to the dispatcher;
/// events come over once for the whole process. A silo that is gone is a center that cannot be reached for the moment: the
/// same request may be sent again.
/// </summary>
internal sealed class ClusterContactCenter(ClusterEventFeed feed, ClusterNames names, IGrainFactory grains) : IContactCenter
{
    /// <inheritdoc/>
    public CenterStatus Status => feed.Status;

    /// <inheritdoc/>
    public async ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default)
    {
        if (feed.Status == CenterStatus.Starting) return HostRefusals.Unavailable;
        var term = feed.DispatcherChanged;
        try
        {
            var sent = AgentRequestRouting.AgentOf(request) is { } agent
                ? grains.GetAgentGrain(names.Center, agent).SendAsync(request)
                : feed.Dispatcher.SendAsync(request);
            var reply = await sent.AsTask().WaitAsync(term).WaitAsync(cancel);

            // A dispatcher that stands by is about to take over: nobody else is to be asked instead.
            return reply is Refusal { Code: var code } && code == HostRefusals.Standby.Code ? HostRefusals.Unavailable : reply;
        }
        catch (GatewayTooBusyException)
        {
            return HostRefusals.Busy;
        }
        catch (OperationCanceledException) when (term.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // Whether the former dispatcher did what was asked is unknown, as with any call that is lost.
            return HostRefusals.Unavailable;
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            return HostRefusals.Unavailable;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CenterEvent> SubscribeAsync(
        AgentId? agent, long? after, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        // Another gateway may have told the caller more than has come here yet; or the store was set back meanwhile.
        if (after > feed.Relay.Last && await LastAsync(cancel) is var last && after > last) after = last;
        await foreach (var next in feed.Relay.SubscribeAsync(agent, after, cancel)) yield return next;
    }

    private async Task<long> LastAsync(CancellationToken cancel)
    {
        try
        {
            var batch = await feed.Dispatcher.ReadAsync(long.MaxValue, 1).AsTask().WaitAsync(cancel);
            return batch.Serves ? batch.Last : throw new CenterUnavailableException(CenterStatus.Recovering);
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            throw new CenterUnavailableException(CenterStatus.Recovering);
        }
    }
}

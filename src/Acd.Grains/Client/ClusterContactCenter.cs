using Acd.Core;
using Acd.Hosting;

namespace Acd.Grains;

/// <summary>
/// The center as every process of a cluster has it. Where the dispatcher is in this process, a request goes straight to its
/// host; everywhere else it is one call to the dispatcher's grain. No request is sent a second time, as the first one may have
/// been carried out.
/// </summary>
/// <param name="feed">The dispatcher's events and its whereabouts.</param>
/// <param name="local">The dispatcher of this process; null in a process that is no silo.</param>
internal sealed class ClusterContactCenter(ClusterEventFeed feed, LocalDispatcher? local) : IContactCenter
{
    /// <inheritdoc/>
    public CenterStatus Status => feed.Status;

    /// <inheritdoc/>
    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel = default)
    {
        if (local?.ActiveHost is not { } host) return CallDispatcherAsync(request, cancel);

        // A host that stands by refuses at once, so that no request needs a wait of its own here.
        var sent = host.SendAsync(request, cancel);
        return sent.IsCompletedSuccessfully ? new ValueTask<Reply>(HideStandby(sent.Result)) : sent;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<CenterEvent> SubscribeAsync(AgentId? agent, long? after, CancellationToken cancel = default) =>
        feed.SubscribeAsync(agent, after, cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<SerializedEvent> SubscribeSerializedAsync(
        AgentId? agent, long? after, CancellationToken cancel = default) => feed.SubscribeSerializedAsync(agent, after, cancel);

    /// <summary>
    /// A dispatcher that stands by is about to take over, so its refusal names no other process to send the request to.
    /// </summary>
    private static Reply HideStandby(Reply reply) =>
        reply is Refusal { Code: var code } && code == HostRefusals.Standby.Code ? HostRefusals.Unavailable : reply;

    private async ValueTask<Reply> CallDispatcherAsync(Request request, CancellationToken cancel)
    {
        if (feed.Status == CenterStatus.Starting) return HostRefusals.Unavailable;
        var dispatcherChanged = feed.DispatcherChanged;
        try
        {
            return HideStandby(
                await feed.Dispatcher.SendAsync(request).AsTask().WaitAsync(dispatcherChanged).WaitAsync(cancel));
        }
        catch (GatewayTooBusyException)
        {
            return HostRefusals.Busy;
        }
        catch (OperationCanceledException) when (dispatcherChanged.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // The former dispatcher may have carried the request out or not, as with any call that is lost.
            return HostRefusals.Unavailable;
        }
        catch (NotSupportedException e)
        {
            // The dispatcher is of another version, and does not know the message, as may be while a cluster is upgraded.
            return HostRefusals.Unavailable with { Message = e.Message };
        }
        catch (Exception e) when (ClusterFaults.IsTransient(e))
        {
            return HostRefusals.Unavailable;
        }
    }
}

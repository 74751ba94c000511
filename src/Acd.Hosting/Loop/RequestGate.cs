using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// The entrance of requests: into the queue of the present term, or back to the caller with a refusal.
/// </summary>
internal sealed class RequestGate
{
    private volatile CenterStatus _status = CenterStatus.Starting;
    private volatile RequestQueue? _queue;

    /// <summary>Whether the center serves.</summary>
    public CenterStatus Status => _status;

    /// <summary>The number of waiting requests.</summary>
    public int QueueLength => _queue?.Count ?? 0;

    /// <summary>Admits requests to a queue.</summary>
    public void Open(RequestQueue queue)
    {
        _queue = queue;
        _status = CenterStatus.Active;
    }

    /// <summary>Refuses requests from now on.</summary>
    public void Close(CenterStatus status)
    {
        _status = status;
        _queue?.Close();
        _queue = null;
    }

    /// <summary>Puts a request in the queue; completes with its reply, or a refusal.</summary>
    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel)
    {
        if (request is not (Command or Query or HostRequest or WriteDocument))
            throw new ArgumentException("A request is a command or a query.", nameof(request));
        if (_queue is not { } queue) return new ValueTask<Reply>(CurrentRefusal);
        var pending = new PendingRequest(request);
        if (!queue.TryEnqueue(pending)) return new ValueTask<Reply>(queue.IsClosed ? CurrentRefusal : HostRefusals.Busy);
        return new ValueTask<Reply>(cancel.CanBeCanceled ? pending.Task.WaitAsync(cancel) : pending.Task);
    }

    private Refusal CurrentRefusal => _status == CenterStatus.Standby ? HostRefusals.Standby : HostRefusals.Unavailable;
}

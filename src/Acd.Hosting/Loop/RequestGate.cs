using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Where requests come in: into the intake of the present term, or back to the caller with the reason why not.
/// </summary>
internal sealed class RequestGate
{
    private volatile CenterStatus _status = CenterStatus.Starting;
    private volatile RequestQueue? _queue;

    /// <summary>Whether the center serves.</summary>
    public CenterStatus Status => _status;

    /// <summary>How many requests wait.</summary>
    public int QueueLength => _queue?.Count ?? 0;

    /// <summary>Lets requests into an intake.</summary>
    public void Open(RequestQueue intake)
    {
        _queue = intake;
        _status = CenterStatus.Active;
    }

    /// <summary>Lets nothing in any longer.</summary>
    public void Close(CenterStatus status)
    {
        _status = status;
        _queue?.Close();
        _queue = null;
    }

    /// <summary>Sends a request on its way.</summary>
    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel)
    {
        if (request is not (Command or Query))
            throw new ArgumentException("A request is a command or a query.", nameof(request));
        if (_queue is not { } intake) return new ValueTask<Reply>(CurrentRefusal);
        var pending = new PendingRequest(request);
        if (!intake.TryEnqueue(pending)) return new ValueTask<Reply>(intake.IsClosed ? CurrentRefusal : HostRefusals.Busy);
        return new ValueTask<Reply>(cancel.CanBeCanceled ? pending.Task.WaitAsync(cancel) : pending.Task);
    }

    private Refusal CurrentRefusal => _status == CenterStatus.Standby ? HostRefusals.Standby : HostRefusals.Unavailable;
}

using Acd.Core;

namespace Acd.Hosting;

/// <summary>
/// Where requests come in: into the intake of the present term, or back to the caller with the reason why not.
/// </summary>
internal sealed class Reception
{
    private volatile CenterStatus _status = CenterStatus.Starting;
    private volatile Intake? _intake;

    /// <summary>Whether the center serves.</summary>
    public CenterStatus Status => _status;

    /// <summary>How many requests wait.</summary>
    public int Waiting => _intake?.Count ?? 0;

    /// <summary>Lets requests into an intake.</summary>
    public void Open(Intake intake)
    {
        _intake = intake;
        _status = CenterStatus.Active;
    }

    /// <summary>Lets nothing in any longer.</summary>
    public void Close(CenterStatus status)
    {
        _status = status;
        _intake?.Close();
        _intake = null;
    }

    /// <summary>Sends a request on its way.</summary>
    public ValueTask<Reply> SendAsync(Request request, CancellationToken cancel)
    {
        if (request is not (Command or Query))
            throw new ArgumentException("A request is a command or a query.", nameof(request));
        if (_intake is not { } intake) return new ValueTask<Reply>(Refusal);
        var pending = new PendingRequest(request);
        if (!intake.TryAdd(pending)) return new ValueTask<Reply>(intake.IsClosed ? Refusal : Refused.Busy);
        return new ValueTask<Reply>(cancel.CanBeCanceled ? pending.Task.WaitAsync(cancel) : pending.Task);
    }

    private Refusal Refusal => _status == CenterStatus.Standby ? Refused.Standby : Refused.Unavailable;
}

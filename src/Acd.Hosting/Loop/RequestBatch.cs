using Acd.Core;

namespace Acd.Hosting;

/// <summary>Requests that are committed together and whose replies are revealed together.</summary>
internal sealed class RequestBatch
{
    /// <summary>The requests, in the order in which they were applied.</summary>
    public List<PendingRequest> Requests { get; } = [];

    /// <summary>The changes by them and by the deadlines between them; null where there are none.</summary>
    public Changes? Changes { get; set; }

    /// <summary>Empties it, to be used again.</summary>
    public void Clear()
    {
        Requests.Clear();
        Changes = null;
    }

    /// <summary>Refuses every request that is not answered yet.</summary>
    public void Refuse(Refusal refusal)
    {
        foreach (var pending in Requests) pending.TrySetResult(refusal);
    }
}

/// <summary>
/// A request on its way through the host and its caller's wait, in one object because there is one per request.
/// </summary>
/// <param name="request">The request.</param>
internal sealed class PendingRequest(Request request)
    : TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The request.</summary>
    public Request Request { get; } = request;

    /// <summary>The engine's reply; the caller gets it when its effects are committed.</summary>
    public Reply? Reply { get; set; }
}

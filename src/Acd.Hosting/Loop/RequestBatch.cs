using Acd.Core;

namespace Acd.Hosting;

/// <summary>Requests whose effects are committed together and whose replies are revealed together.</summary>
internal sealed class RequestBatch
{
    /// <summary>The requests, in the order in which they were applied.</summary>
    public List<PendingRequest> Requests { get; } = [];

    /// <summary>What they, and the deadlines between them, changed; none where nothing did.</summary>
    public Changes? Changes { get; set; }

    /// <summary>Makes it ready for other requests.</summary>
    public void Clear()
    {
        Requests.Clear();
        Changes = null;
    }

    /// <summary>Answers every caller that has no answer yet with a refusal.</summary>
    public void Refuse(Refusal refusal)
    {
        foreach (var pending in Requests) pending.TrySetResult(refusal);
    }
}

/// <summary>
/// A request on its way through the host, and its caller's wait. One object, because there is one for every request.
/// </summary>
/// <param name="request">The request.</param>
internal sealed class PendingRequest(Request request)
    : TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    /// <summary>The request.</summary>
    public Request Request { get; } = request;

    /// <summary>What the engine said; the caller sees it when the store has what it tells of.</summary>
    public Reply? Reply { get; set; }
}

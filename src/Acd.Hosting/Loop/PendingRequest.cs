using Acd.Core;

namespace Acd.Hosting;

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

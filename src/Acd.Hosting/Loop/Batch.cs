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

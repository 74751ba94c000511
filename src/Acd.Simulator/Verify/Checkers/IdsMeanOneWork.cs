using Acd.Core;

namespace Acd.Simulator.Verify;

/// <summary>
/// The id of a closed contact means the work that it was: a request for other work under it is refused. A contact that is opened
/// again is the next round of the same work, for its last agent first.
/// </summary>
internal sealed class IdsMeanOneWork : Checker
{
    private readonly Dictionary<ContactId, (long Sequence, EnqueueContact Request)> _requests = [];

    public override string Rule => "The id of a closed contact means one work.";

    public override string? OnReply(RevealedReply revealed, ProjectedState state, SimulatedDatabase database)
    {
        if (revealed.Request is not EnqueueContact request) return null;
        if (revealed.Reply is ContactReply { Created: true, Contact: var made })
            _requests[made.Id] = (made.Sequence, request);
        if (revealed.Reply is not ClosedContactReply { Contact.Id: var id }) return null;
        if (!_requests.TryGetValue(id, out var first) || database.Find(id)?.Sequence != first.Sequence) return null;
        return EnqueueFingerprint.Of(first.Request) == EnqueueFingerprint.Of(request)
            ? null
            : $"A request for other work under the id of the closed contact {id} was answered as the first one.";
    }

    public override string? BeforeEvent(ProjectedState state, CenterEvent centerEvent)
    {
        if (centerEvent is not ContactQueued { Round: > 0 } again) return null;
        if (!state.ClosedDocuments.TryGetValue(again.Contact, out var before)) return null;
        if (before.Round + 1 != again.Round && state.Closed.ContainsKey(again.Contact))
            return $"The contact {again.Contact} is opened again in round {again.Round} after round {before.Round}.";
        if (before.Round + 1 != again.Round) return null;
        return again.PreferredAgent == before.LastAgent && again.CallerId == before.CallerId && again.Channel == before.Channel
            ? null
            : $"The contact {again.Contact} is opened again as other work, or without its last agent {before.LastAgent}.";
    }
}

namespace Acd.Core.Tests;

/// <summary>Keys of requests, which are answered once.</summary>
public sealed partial class ReferenceModel
{
    private readonly List<(RequestKey Key, Timestamp Until)> _requests = [];

    /// <summary>The remembered keys.</summary>
    public IEnumerable<string> Requests => _requests.Select(request => request.Key.Key);

    private Reply? Remembered(RequestKey key) =>
        _requests.Where(known => known.Key.Key == key.Key).Select(known => known.Key == key
            ? new RememberedReply($"answer:{key.Key}")
            {
                RememberedUntil = known.Until,
                ClosedIdsFor = _settings.ClosedContactTtl,
            }
            : (Reply)Refusals.OtherBody()).FirstOrDefault();

    /// <summary>Only answers about a contact or an agent are remembered, and refusals.</summary>
    private Reply Remember(RequestKey key, Reply reply)
    {
        if (reply is not (ContactReply or ClosedContactReply or AgentReply or Refusal))
            return reply;
        var until = _now + _settings.RequestTtl;
        _requests.Add((key, until));
        return reply with { RememberedUntil = until, ClosedIdsFor = _settings.ClosedContactTtl };
    }
}
